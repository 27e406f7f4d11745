#include "tests/kernels/oracle.h"
#include "tests/support/random_spec.h"
#include "tests/support/reference_pixels.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// The period of the map's orbit, in periods of the sequence: the least after which a settled orbit in long double is
/// back within 10^-7; 0 where none up to 256 is.
int settled_period(const OracleOrbit& orbit) {
  constexpr std::int64_t kSettling = 24'000;
  constexpr int kLongest = 256;
  const auto period = static_cast<std::int64_t>(orbit.rates.size());
  long double x = orbit.x0;
  std::int64_t n = 0;
  const auto go = [&](std::int64_t steps) {
    for (const std::int64_t end = n + steps; n < end; ++n) {
      x *= orbit.rates[static_cast<std::size_t>((orbit.phase + n) % period)] * (1 - x);
    }
  };
  go(kSettling);
  const long double start = x;
  for (int periods = 1; periods <= kLongest; ++periods) {
    go(period);
    if (std::fabs(x - start) < 1e-7L) return periods;
  }
  return 0;
}

/// The share of right periods among the pixels whose exponent is below `limit`.
template <class T>
double share_of_right_periods(const char* letters, Range horizontal, Range vertical, double limit) {
  RenderSpec spec = spec_of(letters);
  spec.size = {72, 48};
  spec.horizontal.range = horizontal;
  spec.vertical.range = vertical;
  spec.iterations = 4000;
  const PixelValues<T> values = values_of<T>(spec);
  int stable = 0;
  int right = 0;
  for (std::size_t pixel = 0; pixel < values.periods.size(); ++pixel) {
    const int column = static_cast<int>(pixel) % spec.size.width;
    const int row = static_cast<int>(pixel) / spec.size.width;
    if (!(values.exponents[pixel] < limit)) continue;
    ++stable;
    const int periods = settled_period(oracle_orbit(spec, column, row));
    right += values.periods[pixel] == static_cast<std::uint32_t>(periods) * spec.sequence.period() ? 1 : 0;
  }
  EXPECT_GT(stable, 1000);
  return static_cast<double>(right) / stable;
}

template <class T>
class PeriodOfTheMap : public testing::Test {};

using Precisions = testing::Types<float, double>;

TYPED_TEST_SUITE(PeriodOfTheMap, Precisions);

TYPED_TEST(PeriodOfTheMap, IsFoundInStablePixels) {
  EXPECT_GE(share_of_right_periods<TypeParam>("AB", {2, 4}, {2, 4}, -0.01), 0.995);
  EXPECT_GE(share_of_right_periods<TypeParam>("AABAB", {2, 4}, {2, 4}, -0.01), 0.995);
  EXPECT_GE(share_of_right_periods<TypeParam>("B6A6", {2.5, 3.4}, {3.4, 4}, -0.01), 0.995);
}

/// A single pixel of constant rates. The axes are letters that the sequence does not have.
RenderSpec single_pixel(const std::string& letters, const std::map<char, double>& rates) {
  RenderSpec spec = spec_of(letters);
  spec.size = {1, 1};
  spec.horizontal.letter = 'Y';
  spec.vertical.letter = 'Z';
  spec.constants = rates;
  return spec;
}

template <class T>
class PeriodOf : public testing::Test {
 protected:
  static constexpr T kInfinity = std::numeric_limits<T>::infinity();

  /// The period of the pixel; expects that brute force finds none.
  static std::uint32_t period(const RenderSpec& spec) {
    RenderSpec brute = spec;
    brute.brute_force = true;
    EXPECT_EQ(values_of<T>(brute).periods[0], 0U) << spec_text(spec);
    return values_of<T>(spec).periods[0];
  }

  static T exponent(const RenderSpec& spec) { return values_of<T>(spec).exponents[0]; }
};

TYPED_TEST_SUITE(PeriodOf, Precisions);

// The attracting cycles of the logistic map in the middle of their windows: 1 up to r = 3, 2 up to 1 + √6, then 4; 3
// from 1 + √8 on, and 5 around 3.7389.
TYPED_TEST(PeriodOf, TheLogisticMapIsThatOfItsWindow) {
  const auto of_rate = [](double rate) {
    RenderSpec spec = single_pixel("A", {{'A', rate}});
    spec.iterations = 20'000;
    return TestFixture::period(spec);
  };
  EXPECT_EQ(of_rate(1.5), 1U);
  EXPECT_EQ(of_rate(2.5), 1U);
  EXPECT_EQ(of_rate(3.2), 2U);
  EXPECT_EQ(of_rate(3.5), 4U);
  EXPECT_EQ(of_rate(3.832), 3U);
  EXPECT_EQ(of_rate(3.7389), 5U);
}

// Two rates that are equal make another sequence, not another orbit: cycles are counted in whole periods of it.
TYPED_TEST(PeriodOf, SequencesOfOneRateIsAMultipleOfTheirLength) {
  const auto of_sequence = [](const char* letters, double rate) {
    RenderSpec spec = single_pixel(letters, {{'A', rate}, {'B', rate}});
    spec.iterations = 20'000;
    return TestFixture::period(spec);
  };
  EXPECT_EQ(of_sequence("AB", 2.5), 2U);
  EXPECT_EQ(of_sequence("AB", 3.5), 4U);
  EXPECT_EQ(of_sequence("AAB", 3.2), 6U);
  EXPECT_EQ(of_sequence("A57B", 3.832), 3 * 58U);
}

// Superstable, dead, and on a fixed point from the start: the state repeats at once.
TYPED_TEST(PeriodOf, OrbitsWithoutATransientIsThatOfTheSequence) {
  const auto expect = [](RenderSpec spec, double x0, TypeParam exponent) {
    spec.x0 = x0;
    EXPECT_EQ(TestFixture::period(spec), spec.sequence.period()) << spec_text(spec);
    EXPECT_EQ(TestFixture::exponent(spec), exponent) << spec_text(spec);
  };
  expect(single_pixel("A", {{'A', 2}}), 0.5, -TestFixture::kInfinity);
  expect(single_pixel("AB", {{'A', 2}, {'B', 2}}), 0.5, -TestFixture::kInfinity);
  expect(single_pixel("AB", {{'A', 0}, {'B', 3}}), 0.5, -TestFixture::kInfinity);
  expect(single_pixel("A", {{'A', 0}}), 0.25, -TestFixture::kInfinity);
}

// Infinity is followed by infinity, but that is no cycle.
TYPED_TEST(PeriodOf, OrbitsThatEscapedIsNone) {
  for (const RenderSpec& spec :
       {single_pixel("A", {{'A', 4.5}}), single_pixel("AB", {{'A', 9}, {'B', 3}}), single_pixel("A", {{'A', -1000}})}) {
    EXPECT_EQ(TestFixture::period(spec), 0U) << spec_text(spec);
    EXPECT_EQ(TestFixture::exponent(spec), TestFixture::kInfinity) << spec_text(spec);
  }
}

// From 0 and from 1 all later points are 0, where every factor is the rate: 4 for a rate of 4, as 2·½·4, exactly.
TYPED_TEST(PeriodOf, OrbitsFromTheEndsOfTheIntervalIsOne) {
  for (const double x0 : {0.0, 1.0}) {
    RenderSpec spec = single_pixel("A", {{'A', 4}});
    spec.x0 = x0;
    EXPECT_EQ(TestFixture::period(spec), 1U);
    EXPECT_NEAR(TestFixture::exponent(spec), std::log(TypeParam{4}), 4 * std::numeric_limits<TypeParam>::epsilon());
  }
}

// It is the end of the orbit that is looked at.
TYPED_TEST(PeriodOf, OrbitsThatSettleInTheTransientIsFoundHoweverShortTheSum) {
  RenderSpec spec = single_pixel("AB", {{'A', 3.1}, {'B', 2.9}});
  spec.transient = 100'000;
  for (const std::int64_t iterations : {2, 3, 4, 18, 400}) {
    spec.iterations = iterations;
    for (const std::int64_t phase : {0, 1, 7}) {
      spec.phase = phase;
      EXPECT_EQ(TestFixture::period(spec), 2U) << spec_text(spec);
    }
  }
}

// At 2.99 an error loses a hundredth of itself in a step.
TYPED_TEST(PeriodOf, OrbitsThatHaveNotSettledIsNone) {
  RenderSpec spec = single_pixel("A", {{'A', 2.99}});
  spec.iterations = 100;
  EXPECT_EQ(TestFixture::period(spec), 0U);
  spec.iterations = 10'000;
  EXPECT_EQ(TestFixture::period(spec), 1U);
}

// The orbit of rate 4 from nearly anywhere is chaos, which rounding may make a cycle of.
TYPED_TEST(PeriodOf, ChaosIsNone) {
  for (const double rate : {3.6, 3.7, 3.9, 3.99, 4.0}) {
    RenderSpec spec = single_pixel("A", {{'A', rate}});
    spec.x0 = 0.3;
    for (const std::int64_t iterations : {400, 20'000, 1'000'000}) {
      spec.iterations = iterations;
      EXPECT_EQ(TestFixture::period(spec), 0U) << spec_text(spec);
    }
  }
}

}  // namespace
}  // namespace lyap
