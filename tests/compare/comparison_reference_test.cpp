#include "host/compare/comparison.h"
#include "tests/support/planted_exponents.h"
#include "tests/support/random_palette.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

// A comparison tells what a plain loop over all pixels finds, which shares no arithmetic with it: numbers are the
// same if they are equal and of one sign, distances are counted by the definition of the formats, colours taken from
// the documented formula.

namespace lyap {
namespace {

constexpr double kLargest = std::numeric_limits<double>::max();

double value_at(const PlantedPlane& plane, std::size_t pixel) {
  if (plane.is_double()) {
    double value = 0;
    std::memcpy(&value, &plane.bytes[pixel * sizeof value], sizeof value);
    return value;
  }
  float value = 0;
  std::memcpy(&value, &plane.bytes[pixel * sizeof value], sizeof value);
  return static_cast<double>(value);
}

/// How many positive numbers of T are no larger than `value`: as many as a binade has for each that it lies above, and
/// for all subnormals together. Negative numbers count down.
template <class T>
std::int64_t rank_of(double value) {
  using Limits = std::numeric_limits<T>;
  constexpr std::int64_t kPerBinade = std::int64_t{1} << (Limits::digits - 1);
  if (value < 0) return -rank_of<T>(-value);
  if (value > static_cast<double>(Limits::max())) return rank_of<T>(static_cast<double>(Limits::max())) + 1;
  const auto rounded = static_cast<double>(static_cast<T>(value));
  if (rounded < static_cast<double>(Limits::min())) {
    return static_cast<std::int64_t>(std::ldexp(rounded, Limits::digits - Limits::min_exponent));
  }
  int exponent = 0;
  const double mantissa = std::frexp(rounded, &exponent);  // in [1/2, 1)
  return (exponent - Limits::min_exponent + 1) * kPerBinade +
         static_cast<std::int64_t>(std::ldexp(2 * mantissa - 1, Limits::digits - 1));
}

int expected_bin(double left, double right, bool both_double) {
  if (std::isinf(left) || std::isinf(right)) return left == right ? 0 : kUlpBins - 1;
  const std::int64_t a = both_double ? rank_of<double>(left) : rank_of<float>(left);
  const std::int64_t b = both_double ? rank_of<double>(right) : rank_of<float>(right);
  const std::uint64_t ulps = static_cast<std::uint64_t>(std::max(a, b)) - static_cast<std::uint64_t>(std::min(a, b));
  constexpr std::uint64_t kLimits[] = {0, 1, 2, 4, 16, 256, 1U << 16U, 1U << 24U, 1ULL << 32U, 1ULL << 48U};
  return static_cast<int>(std::ranges::lower_bound(kLimits, ulps) - std::begin(kLimits));
}

/// min(floor(s * K), K - 1), s = (1 + tanh(exponent)) / 2.
std::size_t expected_index(double exponent, std::size_t entries) {
  const double tone = (1 + std::tanh(exponent)) / 2;
  return std::min(static_cast<std::size_t>(tone * static_cast<double>(entries)), entries - 1);
}

std::uint64_t squared_distance(Rgb8 a, Rgb8 b) {
  const auto square = [](int x, int y) {
    const auto difference = static_cast<std::uint64_t>(std::abs(x - y));
    return difference * difference;
  };
  return square(a.r, b.r) + square(a.g, b.g) + square(a.b, b.b);
}

/// Adds a pixel, all but its square, to what is told.
void expect_pixel(double left, double right, bool both_double, const Palette& palette, double tolerance,
                  ExponentDifferences& told) {
  const std::uint64_t stable = left < 0 ? 1 : 0;
  told.pixels += 1;
  told.stable_pixels += stable;
  if (left == right && std::signbit(left) == std::signbit(right)) return;
  told.differing += 1;
  told.stable_differing += stable;
  const double difference = left == right ? 0 : std::abs(left - right);
  told.beyond_tolerance += difference > tolerance ? 1 : 0;
  told.ulps[expected_bin(left, right, both_double)] += 1;
  if (std::isfinite(left) && std::isfinite(right))
    told.largest = std::max(told.largest, std::min(difference, kLargest));
  const std::size_t a = expected_index(left, palette.entries.size());
  const std::size_t b = expected_index(right, palette.entries.size());
  if (a == b) return;
  told.indices_differing += 1;
  told.stable_indices_differing += stable;
  told.color_squares += squared_distance(palette.entries[a], palette.entries[b]);
}

ExponentDifferences expected_differences(const PlantedPair& pair, const Palette& palette, double tolerance) {
  ExponentDifferences told = ExponentDifferences::none();
  const std::size_t pixels =
      static_cast<std::size_t>(pair.left.size.width) * static_cast<std::size_t>(pair.left.size.height);
  for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
    const std::uint64_t differing = told.differing;
    expect_pixel(value_at(pair.left, pixel), value_at(pair.right, pixel),
                 pair.left.is_double() && pair.right.is_double(), palette, tolerance, told);
    if (differing == 0 && told.differing == 1) told.first = static_cast<std::int64_t>(pixel);
  }
  return told;
}

Comparison compare_in_bands(const PlantedPair& pair, const Palette& palette, double tolerance) {
  PlantedSource left(pair.left, 7);
  PlantedSource right(pair.right, 5);
  return compare_exponents(left, right, *sum_on_host(palette), tolerance, {});
}

class ComparisonReference : public testing::TestWithParam<std::tuple<Precision, Precision>> {
 protected:
  static Precision left() { return std::get<0>(GetParam()); }
  static Precision right() { return std::get<1>(GetParam()); }
};

TEST_P(ComparisonReference, OfAPlainLoopIsTold) {
  for (std::uint64_t seed = 0; seed < 20 && !HasFailure(); ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Random random(seed);
    const PlantedPair pair = random_pair(random, {random.between(1, 60), random.between(1, 60)}, left(), right());
    // Palettes of 2 and 256 colours have no step where planted exponents may lie.
    const Palette palette = random_palette(random, seed % 2 == 0 ? 256 : 2);
    const double tolerance = seed % 3 == 0 ? 0 : std::ldexp(1.0, -random.between(0, 30));
    const Comparison comparison = compare_in_bands(pair, palette, tolerance);

    ExponentDifferences expected = expected_differences(pair, palette, tolerance);
    expected.squares = comparison.differences.squares;  // the test below has a bound for them
    EXPECT_EQ(comparison.differences, expected);
    ASSERT_EQ(comparison.first.has_value(), expected.differing > 0);
    if (!comparison.first) continue;
    EXPECT_EQ(comparison.first->row * std::int64_t{pair.left.size.width} + comparison.first->column, expected.first);
    EXPECT_LT(comparison.first->column, pair.left.size.width);
    EXPECT_EQ(comparison.first->left, value_at(pair.left, static_cast<std::size_t>(expected.first)));
    EXPECT_EQ(comparison.first->right, value_at(pair.right, static_cast<std::size_t>(expected.first)));
  }
}

// Planes without infinities, and of differences within what a sum of squares counts as they are.
TEST_P(ComparisonReference, RootMeanSquareAndSignalToNoiseAreThoseOfAPlainLoop) {
  Random random(1);
  constexpr int kSide = 100;
  constexpr std::size_t kPixels = std::size_t{kSide} * kSide;
  const auto plane = [&]<class T>(T) {
    std::vector<T> values(kPixels);
    for (T& value : values) value = ordinary_exponent<T>(random);
    return plane_of<T>({kSide, kSide}, values);
  };
  const auto plane_in = [&](Precision precision) { return precision == Precision::kFloat ? plane(0.0F) : plane(0.0); };
  const PlantedPair pair{plane_in(left()), plane_in(right())};
  const Palette palette = random_palette(random, 256);
  const Comparison comparison = compare_in_bands(pair, palette, 0);

  double squares = 0;
  std::uint64_t color_squares = 0;
  for (std::size_t pixel = 0; pixel < kPixels; ++pixel) {
    const double a = value_at(pair.left, pixel);
    const double b = value_at(pair.right, pixel);
    squares += (a - b) * (a - b);
    color_squares += squared_distance(palette.entries[expected_index(a, 256)], palette.entries[expected_index(b, 256)]);
  }
  // Each of the loop's additions may be off by half a unit in the last place of the sum so far, which the root halves.
  // All else are a few roundings.
  const double rms = std::sqrt(squares / kPixels);
  EXPECT_NEAR(comparison.rms(), rms, rms * kPixels * 0x1p-53);
  const double mean = static_cast<double>(color_squares) / (3 * kPixels);
  EXPECT_DOUBLE_EQ(comparison.psnr(), 20 * std::log10(255 / std::sqrt(mean)));
}

INSTANTIATE_TEST_SUITE_P(, ComparisonReference,
                         testing::Combine(testing::Values(Precision::kFloat, Precision::kDouble),
                                          testing::Values(Precision::kFloat, Precision::kDouble)),
                         [](const auto& sides) {
                           return std::string(name_of(std::get<0>(sides.param))) + "_" +
                                  name_of(std::get<1>(sides.param));
                         });

}  // namespace
}  // namespace lyap
