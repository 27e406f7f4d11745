#include "tests/kernels/closed_orbits_oracle.h"
#include "tests/kernels/oracle.h"
#include "tests/support/random_spec.h"
#include "tests/support/reference_pixels.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// As near in long double are two states of a settled orbit that are on the same point of its cycle.
constexpr long double kSamePoint = 1e-7L;

/// The period of the map's orbit, in periods of the sequence: the least after which a settled orbit in long double is
/// back; 0 where none up to 256 is.
int settled_period(const OracleOrbit& orbit) {
  constexpr std::int64_t kSettling = 24'000;
  constexpr int kLongest = 256;
  const auto period = static_cast<std::int64_t>(orbit.rates.size());
  long double x = orbit.x0;
  auto letter = static_cast<std::size_t>(orbit.phase % period);
  const auto go = [&](std::int64_t steps) {
    for (std::int64_t n = 0; n < steps; ++n) {
      x *= orbit.rates[letter] * (1 - x);
      if (++letter == orbit.rates.size()) letter = 0;
    }
  };
  go(kSettling);
  const long double start = x;
  for (int periods = 1; periods <= kLongest; ++periods) {
    go(period);
    if (std::fabs(x - start) < kSamePoint) return periods;
  }
  return 0;
}

/// Pixels, and those of them whose period is right.
struct Right {
  int pixels = 0;
  int right = 0;

  void count(bool is_right) {
    ++pixels;
    right += is_right ? 1 : 0;
  }
  double share() const { return static_cast<double>(right) / pixels; }
};

/// Where the exponent in long double is below -0.01, 4000 steps settle an orbit to the accuracy of double: exp(-40) is
/// 2^-57. Near bifurcations, the rounding of operands makes another cycle stable than that of the rates.
void expect_right_periods(const char* letters, Range horizontal, Range vertical) {
  RenderSpec spec = spec_of(letters);
  spec.size = {72, 48};
  spec.horizontal.range = horizontal;
  spec.vertical.range = vertical;
  spec.iterations = 4000;
  const PixelValues<float> in_float = values_of<float>(spec);
  const PixelValues<double> in_double = values_of<double>(spec);
  Right float_pixels;
  Right double_pixels;
  for (std::size_t pixel = 0; pixel < in_float.periods.size(); ++pixel) {
    const int column = static_cast<int>(pixel) % spec.size.width;
    const int row = static_cast<int>(pixel) / spec.size.width;
    const OracleOrbit orbit = oracle_orbit(spec, column, row);
    if (!(oracle_exponent(orbit) < -0.01L)) continue;
    const std::size_t period = static_cast<std::size_t>(settled_period(orbit)) * spec.sequence.period();
    float_pixels.count(in_float.periods[pixel] == period);
    double_pixels.count(in_double.periods[pixel] == period);
  }
  EXPECT_GT(float_pixels.pixels, 1500) << letters;
  EXPECT_GE(float_pixels.share(), 0.995) << letters;
  EXPECT_GE(double_pixels.share(), 0.995) << letters;
}

TEST(PeriodOfTheMap, IsFoundInStablePixels) {
  expect_right_periods("AB", {2, 4}, {2, 4});
  expect_right_periods("AABAB", {2, 4}, {2, 4});
  expect_right_periods("B6A6", {2.5, 3.4}, {3.4, 4});
}

/// Where an orbit of T leads, and how fast.
struct Attractor {
  /// In map steps; 0 where the orbit does not come back.
  std::uint32_t period;
  /// The mean of the logarithms of the slopes' magnitudes on the way round.
  long double exponent;
};

/// Goes on in long double from where an orbit ended, with the very operands of T: with those and from there, the
/// kernels and this have one attractor, however many there are. The orbit settles first, then goes round up to
/// `longest` periods of the sequence.
template <class T>
Attractor attractor_of(const WholeOrbit<T>& orbit, int longest) {
  constexpr std::size_t kSettling = 4000;
  std::size_t n = orbit.states.size() - 1;
  long double state = orbit.states.back();
  long double logarithms = 0;
  const auto go = [&](std::size_t steps, bool is_settled) {
    for (const std::size_t end = n + steps; n < end; ++n) {
      const long double operand = orbit.operands[n % orbit.sequence_period];
      const long double slope = orbit.is_scaled ? 2 * state : 2 * operand * (1 + state);
      state = orbit.is_scaled ? state * state + operand : operand * state * (2 + state);
      if (is_settled) logarithms += std::log(std::fabs(slope));
    }
  };
  go(kSettling / orbit.sequence_period * orbit.sequence_period, false);
  const long double start = state;
  for (int periods = 1; periods <= longest; ++periods) {
    go(orbit.sequence_period, true);
    if (!(std::fabs(state - start) < kSamePoint)) continue;
    const auto period = static_cast<std::uint32_t>(static_cast<std::size_t>(periods) * orbit.sequence_period);
    return {period, logarithms / period};
  }
  return {0, 0};
}

template <class T>
class PeriodOfAnyOrbit : public testing::Test {};

using Precisions = testing::Types<float, double>;

TYPED_TEST_SUITE(PeriodOfAnyOrbit, Precisions);

// Sequences of either form, with phases and transients, closed in the transient, in the sum or not at all. Not all are
// right: some orbits are chaos for longer than they are followed, before they come to a cycle; and where slopes that
// are large for a while make much of a rounding, that of float leads to a cycle of its own.
TYPED_TEST(PeriodOfAnyOrbit, IsThatOfItsAttractor) {
  Right settled;
  int at_zero = 0;
  int escaped = 0;
  for (std::uint64_t seed = 5000; seed < 5100; ++seed) {
    Random random(seed);
    RenderSpec spec = random_spec(random, 100'000);
    spec.size = {std::min(spec.size.width, 13), std::min(spec.size.height, 5)};
    spec.transient += 4000;
    const PixelValues<TypeParam> values = values_of<TypeParam>(spec);
    spec.precision = kPrecisionOf<TypeParam>;
    const ParameterPlane<TypeParam> plane(spec);
    for (std::size_t pixel = 0; pixel < values.periods.size(); ++pixel) {
      const int column = static_cast<int>(pixel) % spec.size.width;
      const int row = static_cast<int>(pixel) / spec.size.width;
      SCOPED_TRACE(fmt::format("seed {}, column {}, row {}: {}", seed, column, row, spec_text(spec)));
      const WholeOrbit<TypeParam> orbit = whole_orbit(plane, spec, column, row);
      const std::uint32_t period = values.periods[pixel];
      if (orbit.of_zero_orbit || (!orbit.is_scaled && orbit.states.back() == 0)) {
        ASSERT_EQ(period, orbit.sequence_period);
        ++at_zero;
        continue;
      }
      if (!std::isfinite(orbit.states.back())) {
        ASSERT_EQ(period, 0U);
        ++escaped;
        continue;
      }
      const Attractor attractor = attractor_of(orbit, plane.view().longest_cycle);
      if (attractor.period == 0 || !(attractor.exponent < -0.01L)) continue;
      settled.count(period == attractor.period);
    }
  }
  EXPECT_GT(settled.pixels, 1000);
  EXPECT_GE(settled.share(), 0.995);
  EXPECT_GT(at_zero, 500);
  EXPECT_GT(escaped, 300);
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

// Rates whose cycle has x = ½ on it: the orbit is there from the start, and only its age hides the cycle. A single
// period of the sequence is always looked at.
TYPED_TEST(PeriodOf, OrbitsIsLookedForUpToAThirdOfTheirAge) {
  constexpr std::pair<double, std::uint32_t> kSuperstable[] = {
      {3.2360679774997897, 2}, {3.8318740552833156, 3}, {3.4985616993277016, 4}};
  for (const char* letters : {"A", "AB"}) {
    for (const auto& [rate, cycle] : kSuperstable) {
      RenderSpec spec = single_pixel(letters, {{'A', rate}});
      if (letters == std::string("AB")) spec.constants['B'] = rate;
      const auto length = static_cast<std::uint32_t>(spec.sequence.period());
      const std::uint32_t period = std::lcm(cycle, length);
      for (const std::int64_t transient : {0, 1, 4}) {
        spec.transient = transient;
        spec.iterations = 3 * period - transient + 1;
        EXPECT_EQ(TestFixture::period(spec), period) << spec_text(spec);
        --spec.iterations;
        EXPECT_EQ(TestFixture::period(spec), period > length ? 0 : period) << spec_text(spec);
      }
    }
  }
}

// In the plain form states keep their digits on the way to 0, down to numbers that no rounding error can be told of.
TYPED_TEST(PeriodOf, OrbitsThatShrinkTowardsZeroIsThatOfTheSequence) {
  for (const double rate : {-0.936, -0.5, 0.5, 0.97}) {
    RenderSpec spec = single_pixel("A", {{'A', rate}});
    spec.x0 = 1e-12;
    for (const std::int64_t iterations : {1200, 4000, 40'000}) {
      spec.iterations = iterations;
      EXPECT_EQ(TestFixture::period(spec), 1U) << spec_text(spec);
    }
  }
  RenderSpec spec = single_pixel("A51B", {{'A', -0.9}, {'B', 1.5}});
  spec.iterations = 4000;
  EXPECT_EQ(TestFixture::period(spec), 52U);
}

// From 1e-30 on, a rate above 1 takes an orbit away from 0, however long that takes.
TYPED_TEST(PeriodOf, OrbitsThatGrowAwayFromZeroIsNoneUntilTheyHaveSettled) {
  RenderSpec spec = single_pixel("A", {{'A', 1.1}});
  spec.x0 = 1e-30;
  spec.iterations = 300;
  EXPECT_EQ(TestFixture::period(spec), 0U);
  spec.iterations = 5000;
  EXPECT_EQ(TestFixture::period(spec), 1U);
}

// All that goes to 0 fast enough to be there, on the way of long sequences, which take it up and down by many powers.
TYPED_TEST(PeriodOf, PicturesOfLongSequencesIsThatOfTheSequenceWhereOrbitsDie) {
  for (const double least : {-1.0, 0.0}) {
    RenderSpec spec = spec_of("A25B24");
    spec.size = {41, 41};
    spec.horizontal.range = {least, 4};
    spec.vertical.range = {least, 4};
    spec.iterations = 4000;
    const PixelValues<TypeParam> values = values_of<TypeParam>(spec);
    Right dying;
    for (std::size_t pixel = 0; pixel < values.periods.size(); ++pixel) {
      const OracleOrbit orbit = oracle_orbit(spec, static_cast<int>(pixel % 41), static_cast<int>(pixel / 41));
      long double logarithms = 0;
      for (const long double rate : orbit.rates) logarithms += std::log(std::fabs(rate));
      // The exponent at 0; and the orbit is there, not on another attractor, where its own is as low.
      const long double of_zero = logarithms / static_cast<long double>(orbit.rates.size());
      if (!(of_zero < -0.02L) || !(std::fabs(oracle_exponent(orbit) - of_zero) < 0.005L)) continue;
      dying.count(values.periods[pixel] == 49);
    }
    EXPECT_GT(dying.pixels, 200);
    EXPECT_EQ(dying.right, dying.pixels);
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
