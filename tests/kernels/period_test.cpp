#include "host/compute/parameter_plane.h"
#include "tests/kernels/closed_orbits_oracle.h"
#include "tests/support/random_spec.h"
#include "tests/support/reference_pixels.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// Whether the schedule of the search is sure to find a cycle in a stretch of `steps` steps, the orbit being on it
/// from step `start` of the stretch on.
///
/// Rounds of S steps fill the end of the stretch. At their ends a cycle of c steps returns every C = lcm(c, S)/S
/// rounds; from 32 rounds on, the distances from a mark that are compared are all multiples of 4 up to the next mark,
/// so that D = lcm(C, 4) is among them where marks are at least D apart. They are, from round 2·D + 8 on, because the
/// gap behind mark m is above m/2 − 4. Let a be the largest of 32, 2·D + 8, and the first round on the cycle. Marks
/// grow by half at most: one of them is in [a, 1.5·a]. D ≤ a/2 later, by round 2·a, the cycle is found, if that round
/// is not the last, where nothing is left to save.
bool is_sure_to_be_found(std::size_t cycle, std::size_t start, std::size_t steps, std::size_t round_steps) {
  const std::size_t rounds = steps / round_steps;
  const std::size_t before = steps - rounds * round_steps;
  const std::size_t first_round = start > before ? (start - before + round_steps - 1) / round_steps : 0;
  const std::size_t returns = std::lcm(cycle, round_steps) / round_steps;
  const std::size_t distance = std::lcm(returns, std::size_t{4});
  return 2 * std::max({std::size_t{32}, 2 * distance + 8, first_round}) < rounds;
}

/// How many pixels a comparison with whole orbits met of each kind.
struct Met {
  int with_period = 0;
  int sure = 0;
  int without_cycle = 0;
};

/// Compares the periods of all pixels of a spec with what their whole orbits show.
template <class T>
void expect_periods_of_whole_orbits(RenderSpec spec, Met& met) {
  spec.precision = kPrecisionOf<T>;
  const std::vector<std::uint32_t> periods = values_of<T>(spec).periods;
  const auto round_steps = static_cast<std::size_t>(ParameterPlane<T>(spec).view().round_steps);
  for (std::size_t pixel = 0; pixel < periods.size(); ++pixel) {
    const int column = static_cast<int>(pixel) % spec.size.width;
    const int row = static_cast<int>(pixel) / spec.size.width;
    const WholeOrbit<T> orbit = whole_orbit<T>(spec, column, row);
    const CycleSeen cycle = cycle_at_the_end(orbit);
    if (periods[pixel] > 0) {
      ASSERT_EQ(periods[pixel], cycle.length) << column << ", " << row << " of " << spec_text(spec);
      ++met.with_period;
    }
    if (cycle.length == 0) {
      ++met.without_cycle;
      continue;
    }
    // The transient is searched, and the sum from its second state on.
    const std::size_t first = orbit.transient + (spec.iterations > 2 ? 1 : 0);
    const std::size_t start = cycle.start > first ? cycle.start - first : 0;
    if (is_sure_to_be_found(cycle.length, cycle.start, orbit.transient, round_steps) ||
        is_sure_to_be_found(cycle.length, start, orbit.z.size() - 1 - first, round_steps)) {
      ASSERT_GT(periods[pixel], 0U) << column << ", " << row << " of " << spec_text(spec);
      ++met.sure;
    }
  }
}

template <class T>
class PeriodsOfWholeOrbits : public testing::Test {};

using Precisions = testing::Types<float, double>;

TYPED_TEST_SUITE(PeriodsOfWholeOrbits, Precisions);

TYPED_TEST(PeriodsOfWholeOrbits, AreFoundInRandomPictures) {
  Met met;
  for (std::uint64_t seed = 5000; seed < 5100 && !this->HasFailure(); ++seed) {
    Random random(seed);
    expect_periods_of_whole_orbits<TypeParam>(random_spec(random, 100'000), met);
  }
  EXPECT_GT(met.with_period, 1000);
  EXPECT_GT(met.sure, 300);  // few random orbits have more than 64 rounds
  EXPECT_GT(met.without_cycle, 1000);
}

// Windows of ordinary rates with cycles of many lengths; in float also chaotic orbits come to cycles.
TYPED_TEST(PeriodsOfWholeOrbits, AreFoundInTheWindowsThatPeopleLookAt) {
  Met met;
  for (const char* letters : {"A", "AB", "AABAB", "A6B6", "A19B10", "A30B27"}) {
    RenderSpec spec = spec_of(letters);
    spec.size = {11, 7};
    for (const std::int64_t iterations : {100, 400, 2000, 10'000}) {
      spec.iterations = iterations;
      for (const std::int64_t transient : {0, 1, 1000}) {
        spec.transient = transient;
        expect_periods_of_whole_orbits<TypeParam>(spec, met);
        ASSERT_FALSE(this->HasFailure());
      }
    }
  }
  EXPECT_GT(met.sure, 1000);
  EXPECT_GT(met.without_cycle, 1000);
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

  /// The period of the pixel; expects that its whole orbit shows the same, and that brute force finds none.
  static std::uint32_t period(const RenderSpec& spec) {
    Met met;
    expect_periods_of_whole_orbits<T>(spec, met);
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

// The cycle is seen in the transient only, where the sum is too short for a round.
TYPED_TEST(PeriodOf, OrbitsThatCloseInTheTransientIsFoundHoweverShortTheSum) {
  RenderSpec spec = single_pixel("AB", {{'A', 3.1}, {'B', 2.9}});
  for (const std::int64_t iterations : {2, 3, 4, 18, 400}) {
    spec.iterations = iterations;
    for (const std::int64_t phase : {0, 1, 7}) {
      spec.phase = phase;
      spec.transient = 100'000;
      EXPECT_GT(TestFixture::period(spec), 0U) << spec_text(spec);
      if (iterations > 18) continue;
      for (const std::int64_t transient : {0, 1}) {
        spec.transient = transient;
        EXPECT_EQ(TestFixture::period(spec), 0U) << spec_text(spec);
      }
    }
  }
}

}  // namespace
}  // namespace lyap
