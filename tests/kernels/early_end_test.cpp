#include "kernels/tone_map.h"
#include "tests/kernels/closed_orbits_oracle.h"
#include "tests/support/computed_rows.h"
#include "tests/support/random_spec.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

// Exponents of orbits that were ended early against those of whole orbits.
//
// How far an exponent can be from that of exactly its orbit, with u = 2^-24 or 2^-53, A the mean of |log2|factor|| over
// the n = N - 1 factors, so that no part of the sum of log2|factor| exceeds n·A, and O the magnitudes of the two
// numbers that are added in the end:
//
//  - n factors are multiplied, each time within a factor of 1 ± u: log2 of the product is off by n·u/ln 2, the
//    exponent by u. Moving the binary exponent aside is exact, as long as products are normal numbers. Where a cycle is
//    closed, its product is a quotient of two that share what came before, bit for bit: what is wrong with it are its
//    own factors, and repeating it repeats that. Over all steps it is u again.
//  - log2 of the mantissa is within 2 units in the last place of 1, 4u: 4u·ln 2/n < 2.8u/n.
//  - binary exponents are whole numbers below 2^24, exact. Adding the logarithm rounds by u·n·A: u·ln 2·A.
//  - ln 2/n is rounded: u·ln 2·A. The two numbers are added: u·O. Whole and ended orbits share both.
//  - the last fma rounds by u times the result, at most u·(ln 2·A + O).
//
// That is all of a whole orbit. One that was ended early has besides
//
//  - log2 of a ratio, within 4 units in the last place of a number below 1, 4u, for each of the at most n/15 cycles:
//    rounds have at least 15 steps. 4u·ln 2/15 < 0.19u.
//  - its sum with the cycle's binary exponents, its multiplication, and its addition to the rest: 3·u·ln 2·A.
constexpr double kLn2 = std::numbers::ln2;

namespace lyap {
namespace {

template <class T>
constexpr double kUnit = std::numeric_limits<T>::epsilon() / 2;

/// How far an exponent of `factors` factors may be from that of exactly its orbit.
template <class T>
double most_error(double factors, double mean_magnitude, double offset_magnitude, bool ended_early) {
  const double whole = 1 + 2.8 / factors + 3 * kLn2 * mean_magnitude + 2 * offset_magnitude;
  return kUnit<T> * (ended_early ? whole + 0.19 + 3 * kLn2 * mean_magnitude : whole);
}

/// How far two exponents of the same orbit may be apart, one of which was ended early: the errors of both, less those
/// that they share.
template <class T>
double most_difference(double factors, double mean_magnitude, double offset_magnitude) {
  return most_error<T>(factors, mean_magnitude, offset_magnitude, false) +
         most_error<T>(factors, mean_magnitude, offset_magnitude, true) -
         2 * kUnit<T> * (kLn2 * mean_magnitude + offset_magnitude);
}

RenderSpec computed_to_the_end(RenderSpec spec) {
  spec.brute_force = true;
  return spec;
}

template <class T>
class EarlyEnd : public testing::Test {};

using Precisions = testing::Types<float, double>;

TYPED_TEST_SUITE(EarlyEnd, Precisions);

TYPED_TEST(EarlyEnd, IsAsExactAsTheWholeOrbit) {
  int ended_early = 0;
  int at_zero = 0;
  int within_format = 0;
  int beyond_format = 0;
  for (std::uint64_t seed = 6000; seed < 6100; ++seed) {
    Random random(seed);
    const RenderSpec spec = random_spec(random, 100'000);
    const PixelValues<TypeParam> ended = values_of<TypeParam>(spec);
    const PixelValues<TypeParam> whole = values_of<TypeParam>(computed_to_the_end(spec));
    const ParameterPlane<TypeParam> plane(spec);
    const auto factors = static_cast<double>(spec.iterations - 1);
    for (std::size_t pixel = 0; pixel < ended.exponents.size(); ++pixel) {
      const int column = static_cast<int>(pixel) % spec.size.width;
      const int row = static_cast<int>(pixel) / spec.size.width;
      SCOPED_TRACE(fmt::format("seed {}, column {}, row {}: {}", seed, column, row, spec_text(spec)));
      const WholeOrbit<TypeParam> orbit = whole_orbit(plane, spec, column, row);
      if (orbit.of_zero_orbit) {
        ASSERT_EQ(ended.exponents[pixel], *orbit.of_zero_orbit);
        ASSERT_EQ(whole.exponents[pixel], *orbit.of_zero_orbit);
        ++at_zero;
        continue;
      }
      const bool may_end = cycle_at_the_end(orbit).length > 0;
      if (!may_end) {
        ASSERT_EQ(ended.exponents[pixel], whole.exponents[pixel]);
      }
      const ExactSum exact = exact_sum(orbit);
      const auto magnitude = static_cast<double>(exact.mean_magnitude);
      const auto offsets = static_cast<double>(exact.offset_magnitude);
      if (!exact.within_format) {
        ++beyond_format;
        continue;
      }
      ++within_format;
      if (std::isinf(exact.exponent)) {
        ASSERT_EQ(ended.exponents[pixel], static_cast<TypeParam>(exact.exponent));
        ASSERT_EQ(whole.exponents[pixel], static_cast<TypeParam>(exact.exponent));
      } else {
        ASSERT_LE(std::fabs(ended.exponents[pixel] - exact.exponent),
                  most_error<TypeParam>(factors, magnitude, offsets, may_end));
        ASSERT_LE(std::fabs(whole.exponents[pixel] - exact.exponent),
                  most_error<TypeParam>(factors, magnitude, offsets, false));
      }
      ended_early += may_end ? 1 : 0;
    }
  }
  EXPECT_GT(ended_early, 1000);
  EXPECT_GT(at_zero, 1000);
  EXPECT_LT(10 * beyond_format, within_format) << "too little is compared";
}

/// A window of a picture of 960×540 pixels.
RenderSpec window(const char* letters, Range horizontal, Range vertical) {
  RenderSpec spec = spec_of(letters);
  spec.size = {960, 540};
  spec.horizontal.range = horizontal;
  spec.vertical.range = vertical;
  return spec;
}

std::vector<RenderSpec> windows() {
  return {window("BBBBBBAAAAAA", {2.5, 3.4}, {3.4, 4}), window("AB", {2, 4}, {2, 4}), window("AABAB", {2, 4}, {2, 4})};
}

std::uint16_t index_of(double exponent, int entries) {
  return static_cast<std::uint16_t>(
      palette_index<ScalarLane<float>>(ToneMap{}, static_cast<float>(exponent), static_cast<float>(entries)));
}

/// What a comparison of many pixels met.
struct Compared {
  std::int64_t pixels = 0;
  std::int64_t steps_ended = 0;
  std::int64_t steps_whole = 0;
  /// −∞ in the whole orbit alone.
  std::int64_t vanished = 0;
  std::int64_t other_index_of_256 = 0;
  std::int64_t other_index_of_65536 = 0;
};

/// The exponent of a pixel that was ended early, and that of its whole orbit.
template <class T>
struct PixelPair {
  T ended;
  T whole;
  int column;
  int row;
};

/// Rates from 2 to 4 keep |w| at or below 2, so that what raises the sum of log2|w| is at most 1 a factor, and A at
/// most |mean of log2|w|| + 2; scales are from 1 to 2, so that the numbers added in the end have a magnitude of ln 2
/// and, for each side, twice that over n at most. Pixels differ by more than roundings only where a product was no
/// normal number on the way, which takes exponents below -5 in these windows; a whole orbit can then lose its product
/// altogether where the one that was ended did not come as far, never the other way round.
template <class T>
void compare(const ParameterPlane<T>& plane, const RenderSpec& spec, const PixelPair<T>& pixel, Compared& compared) {
  const auto [ended, whole, column, row] = pixel;
  ++compared.pixels;
  compared.other_index_of_256 += index_of(ended, 256) == index_of(whole, 256) ? 0 : 1;
  compared.other_index_of_65536 += index_of(ended, 65536) == index_of(whole, 65536) ? 0 : 1;
  if (ended == whole) return;
  const WholeOrbit<T> orbit = whole_orbit<T>(plane, spec, column, row);
  ASSERT_GT(cycle_at_the_end(orbit).length, 0U) << ended << ", " << whole;
  ASSERT_TRUE(std::isfinite(ended)) << whole;
  const auto factors = static_cast<double>(spec.iterations - 1);
  const double offsets = kLn2 * (1 + 4 / factors);
  const double magnitude = (std::fabs(static_cast<double>(ended)) + offsets) / kLn2 + 2;
  const double difference = std::fabs(static_cast<double>(ended) - static_cast<double>(whole));
  if (difference <= most_difference<T>(factors, magnitude, offsets)) return;
  const ExactSum exact = exact_sum(orbit);
  ASSERT_FALSE(exact.within_format) << ended << ", " << whole;
  ASSERT_LT(exact.exponent, -5) << ended << ", " << whole;
  ASSERT_TRUE(std::isfinite(whole) || whole < 0);
  compared.vanished += std::isinf(whole) ? 1 : 0;
}

/// Compares `count` rows of a picture, every `stride`th.
template <class T>
void compare_rows(const RenderSpec& spec, int count, int stride, Compared& compared) {
  const int first = stride / 2;
  const ComputedRows<T> ended = computed_rows<T>(spec, {first, count}, stride);
  const ComputedRows<T> whole = computed_rows<T>(computed_to_the_end(spec), {first, count}, stride);
  const ParameterPlane<T> plane(spec);
  compared.steps_ended += ended.steps;
  compared.steps_whole += whole.steps;
  for (std::size_t i = 0; i < ended.exponents.size(); ++i) {
    const int column = static_cast<int>(i) % spec.size.width;
    const int row = first + static_cast<int>(i) / spec.size.width * stride;
    SCOPED_TRACE(fmt::format("column {}, row {}: {}", column, row, spec_text(spec)));
    compare(plane, spec, PixelPair<T>{ended.exponents[i], whole.exponents[i], column, row}, compared);
    if (testing::Test::HasFatalFailure()) return;
  }
}

// A difference of d moves the place in a palette of K entries by at most K/2·d, as tanh rises by 1 at most: with about
// a unit in the last place of 1 (2u) that is 2^-17 entries of 256, and 2^-9 of 65536. So often can an index of float
// differ, if edges of entries lie anywhere.
TYPED_TEST(EarlyEnd, DiffersByRoundingsInTheWindowsThatPeopleLookAt) {
  constexpr std::int64_t kSteps = 20'000'000;
  const std::int64_t one_of_largest = sizeof(TypeParam) == sizeof(float) ? 512 : 10'000;
  for (RenderSpec spec : windows()) {
    Compared compared;
    for (const std::int64_t iterations : {100, 400, 2000, 20'000}) {
      spec.iterations = iterations;
      const auto count = std::clamp<std::int64_t>(kSteps / iterations / spec.size.width, 1, 54);
      compare_rows<TypeParam>(spec, static_cast<int>(count), static_cast<int>(spec.size.height / count), compared);
      ASSERT_FALSE(this->HasFatalFailure());
    }
    EXPECT_LT(compared.steps_ended, 0.8 * static_cast<double>(compared.steps_whole)) << spec_text(spec);
    EXPECT_LE(10'000 * compared.other_index_of_256, compared.pixels) << spec_text(spec);
    EXPECT_LE(one_of_largest * compared.other_index_of_65536, compared.pixels) << spec_text(spec);
  }
}

// Around the superstable orbit of rate 2 exponents go down to -inf. Where a product is no normal number, which is what
// palettes of 65536 entries do not see any more, float loses some of whole orbits to zero.
TEST(EarlyEndOfSuperstableOrbits, KeepsWhatWholeOrbitsLose) {
  RenderSpec spec = window("AB", {2, 2.02}, {1.98, 2.02});
  spec.size = {200, 150};
  Compared compared;
  compare_rows<float>(spec, spec.size.height, 1, compared);
  EXPECT_GT(compared.vanished, 1000);
  EXPECT_EQ(compared.other_index_of_256, 0);
  EXPECT_LE(512 * compared.other_index_of_65536, compared.pixels);
  Compared compared_double;
  compare_rows<double>(spec, spec.size.height, 1, compared_double);
  EXPECT_EQ(compared_double.vanished, 0);
}

}  // namespace
}  // namespace lyap
