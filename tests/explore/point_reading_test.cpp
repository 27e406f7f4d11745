#include "host/explore/point_reading.h"

#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "host/explore/shared_backend.h"
#include "tests/support/random_spec.h"

#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::DoubleNear;
using testing::SizeIs;

class PointReadingTest : public testing::Test {
 protected:
  SharedBackend backend_{find_backend("cpu").create({})};
  ComputeRow compute_ = [this](const std::shared_ptr<const Frame>& frame, const auto& use) {
    backend_.compute(frame, {0, 1}, {}, use);
  };
};

TEST_F(PointReadingTest, HasTheBitsOfThePicture) {
  Random random(4711);
  for (int i = 0; i < 40; ++i) {
    const RenderSpec spec = random_spec(random, 200'000);
    const auto frame = std::make_shared<const Frame>(spec, Beside::kPeriods);
    const int column = random.between(0, spec.size.width - 1);
    const int row = random.between(0, spec.size.height - 1);
    const auto pixel =
        static_cast<std::size_t>(row) * static_cast<std::size_t>(spec.size.width) + static_cast<std::size_t>(column);
    const PointReading reading = read_point(spec, column, row, 0, compute_);
    backend_.compute(frame, {0, spec.size.height}, {}, [&](const Band& band) {
      const double exponent = frame->precision() == Precision::kFloat
                                  ? reinterpret_cast<const float*>(band.pixels.data())[pixel]
                                  : reinterpret_cast<const double*>(band.pixels.data())[pixel];
      EXPECT_EQ(reading.exponent, exponent) << spec_text(spec);
      EXPECT_EQ(reading.period, band.periods[pixel]) << spec_text(spec);
    });
  }
}

TEST_F(PointReadingTest, FollowsTheMapInEverySpecification) {
  // Each step of the map alone, so that chaos has no time to part two orbits: from where the reading says it is, the
  // next point is as far off as rounding takes it, 2^-24 of the rate and of the scale's range in float.
  Random random(8);
  for (int i = 0; i < 200; ++i) {
    const RenderSpec spec = random_spec(random, 1'000'000);
    const PointReading reading = read_point(spec, spec.size.width / 2, spec.size.height / 2, 60, compute_);
    const double bound = reading.precision == Precision::kFloat ? 1e-5 : 1e-13;
    for (std::size_t n = 0; n + 1 < reading.orbit.size(); ++n) {
      const double x = reading.orbit[n];
      const double next = reading.rates.at(reading.letters[n]) * x * (1 - x);
      const double size = 1 + std::abs(next) + std::abs(reading.rates.at(reading.letters[n])) * (1 + x * x);
      ASSERT_THAT(reading.orbit[n + 1], DoubleNear(next, bound * size)) << "point " << n << " of " << spec_text(spec);
    }
  }
}

TEST_F(PointReadingTest, BeginsAtX0WithTheLetterOfThePhase) {
  RenderSpec spec{.sequence = Sequence::parse("AAB"), .constants = {}};
  spec.x0 = 0.25;
  spec.phase = 2;
  const PointReading reading = read_point(spec, 0, 0, 4, compute_);
  EXPECT_THAT(reading.orbit, SizeIs(4));
  EXPECT_NEAR(reading.orbit.front(), 0.25, 1e-6);
  EXPECT_EQ(reading.letters, "BAAB");
  EXPECT_EQ(reading.rates.at('A'), 2);
  EXPECT_EQ(reading.rates.at('B'), 4);
}

TEST_F(PointReadingTest, StaysOnZeroWhereTheOrbitFallsOnIt) {
  RenderSpec spec{.sequence = Sequence::parse("ACB"), .constants = {{'C', 4}}};
  const PointReading reading = read_point(spec, 1, 1, 5, compute_);
  EXPECT_EQ(reading.orbit[3], 0);
  EXPECT_EQ(reading.orbit[4], 0);
}

TEST_F(PointReadingTest, EndsWhereTheOrbitEscapes) {
  RenderSpec spec{.sequence = Sequence::parse("A"), .horizontal = {'A', {4, 9}}, .constants = {}};
  const PointReading reading = read_point(spec, spec.size.width - 1, 0, 100, compute_);
  EXPECT_EQ(reading.exponent, std::numeric_limits<double>::infinity());
  EXPECT_LT(reading.orbit.size(), 20U);
  for (const double x : reading.orbit) EXPECT_TRUE(std::isfinite(x));
}

TEST_F(PointReadingTest, RefusesPixelsThatThePictureLacks) {
  const RenderSpec spec{.sequence = Sequence::parse("AB"), .size = {10, 5}, .constants = {}};
  EXPECT_THROW(read_point(spec, 10, 0, 1, compute_), InvalidInput);
  EXPECT_THROW(read_point(spec, 0, 5, 1, compute_), InvalidInput);
  EXPECT_THROW(read_point(spec, -1, 0, 1, compute_), InvalidInput);
}

}  // namespace
}  // namespace lyap
