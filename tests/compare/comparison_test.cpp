#include "host/compare/comparison.h"

#include "host/base/error.h"
#include "tests/support/message_of.h"
#include "tests/support/planted_exponents.h"
#include "tests/support/random_palette.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kAllRows = 1'000'000;

Palette grey_palette() {
  Palette palette{"grey", {}};
  for (int level = 0; level < 256; ++level) {
    const auto grey = static_cast<std::uint8_t>(level);
    palette.entries.push_back({grey, grey, grey});
  }
  return palette;
}

struct CompareOptions {
  double tolerance = 0;
  int left_rows = kAllRows;
  int right_rows = kAllRows;
  ComparisonCallbacks callbacks;
  std::stop_token stop;
};

Comparison compare(const PlantedPlane& left, const PlantedPlane& right, const CompareOptions& options = {}) {
  PlantedSource left_source(left, options.left_rows);
  PlantedSource right_source(right, options.right_rows);
  return compare_exponents(left_source, right_source, *sum_on_host(grey_palette()), options.tolerance,
                           options.callbacks, options.stop);
}

template <class T>
Comparison compare_rows(const std::vector<T>& left, const std::vector<T>& right, double tolerance = 0) {
  const Size size{static_cast<int>(left.size()), 1};
  return compare(plane_of(size, left), plane_of(size, right), {.tolerance = tolerance, .callbacks = {}, .stop = {}});
}

template <class T>
class ComparisonOf : public testing::Test {};

using FloatAndDouble = testing::Types<float, double>;
TYPED_TEST_SUITE(ComparisonOf, FloatAndDouble);

TYPED_TEST(ComparisonOf, EqualPlanesFindsNothing) {
  Random random(1);
  const PlantedPlane plane = random_pair<TypeParam, TypeParam>(random, {31, 17}).left;
  const Comparison comparison = compare(plane, plane);
  EXPECT_TRUE(comparison.identical());
  EXPECT_FALSE(comparison.first);
  EXPECT_EQ(comparison.differences.pixels, 31U * 17U);
  EXPECT_EQ(comparison.differences.first, ExponentDifferences::kNone);
  EXPECT_EQ(comparison.differences.largest, 0);
  EXPECT_EQ(comparison.rms(), 0);
  EXPECT_EQ(comparison.psnr(), kInfinity);
}

TYPED_TEST(ComparisonOf, PlanesFindsOneUnitInTheLastPlaceInOnePixel) {
  constexpr Size kSize{13, 9};
  constexpr std::size_t kPixels = 117;
  const std::vector<TypeParam> left(kPixels, TypeParam{-1});
  for (const std::size_t pixel : {0U, 12U, 13U, 38U, 39U, 65U, 116U}) {
    std::vector<TypeParam> right = left;
    right[pixel] = std::nextafter(TypeParam{-1}, TypeParam{0});
    const Comparison comparison =
        compare(plane_of(kSize, left), plane_of(kSize, right), {.right_rows = 3, .callbacks = {}, .stop = {}});
    ASSERT_TRUE(comparison.first) << pixel;
    EXPECT_EQ(comparison.first->column, static_cast<int>(pixel) % 13);
    EXPECT_EQ(comparison.first->row, static_cast<int>(pixel) / 13);
    EXPECT_EQ(comparison.first->left, -1);
    EXPECT_EQ(comparison.first->right, static_cast<double>(right[pixel]));
    // Numbers below 1 are half as far apart as those above.
    const double step = static_cast<double>(std::numeric_limits<TypeParam>::epsilon()) / 2;
    ExponentDifferences expected = ExponentDifferences::none();
    expected.pixels = expected.stable_pixels = kPixels;
    expected.differing = expected.stable_differing = expected.beyond_tolerance = expected.ulps[1] = 1;
    expected.first = static_cast<std::int64_t>(pixel);
    expected.largest = step;
    expected.squares = SquareSum::of(step);
    EXPECT_EQ(comparison.differences, expected);
    EXPECT_DOUBLE_EQ(comparison.rms(), step / std::sqrt(kPixels));
  }
}

TYPED_TEST(ComparisonOf, ZerosOfBothSignsIsADifferenceOfNothing) {
  const Comparison comparison = compare_rows<TypeParam>({0, 1}, {-TypeParam{0}, 1});
  EXPECT_FALSE(comparison.identical());
  EXPECT_EQ(comparison.differences.differing, 1U);
  EXPECT_EQ(comparison.differences.ulps[0], 1U);
  EXPECT_EQ(comparison.differences.beyond_tolerance, 0U);
  EXPECT_EQ(comparison.rms(), 0);
}

TYPED_TEST(ComparisonOf, InfinitiesCountsThemApart) {
  constexpr TypeParam kInfinite = std::numeric_limits<TypeParam>::infinity();
  constexpr double kAnyDifference = std::numeric_limits<double>::max();
  const Comparison comparison = compare_rows<TypeParam>({kInfinite, -kInfinite, kInfinite, -kInfinite, 1, 1},
                                                        {kInfinite, -kInfinite, 1, kInfinite, 1, 1.5}, kAnyDifference);
  EXPECT_EQ(comparison.differences.differing, 3U);
  EXPECT_EQ(comparison.differences.infinite(), 2U);
  EXPECT_EQ(comparison.differences.beyond_tolerance, 2U);
  EXPECT_EQ(comparison.differences.stable_pixels, 2U);
  EXPECT_EQ(comparison.differences.stable_differing, 1U);
  EXPECT_EQ(comparison.differences.first, 2);
  EXPECT_EQ(comparison.differences.largest, 0.5);
  EXPECT_DOUBLE_EQ(comparison.rms(), std::sqrt(0.25 / 6));
}

TYPED_TEST(ComparisonOf, PlanesCountsWhatIsBeyondTheTolerance) {
  const std::vector<TypeParam> left{0, 0, 0, 0, 0};
  const std::vector<TypeParam> right{0, 0.25, -0.25, 0.5, -0.75};
  EXPECT_EQ(compare_rows(left, right, 0).differences.beyond_tolerance, 4U);
  EXPECT_EQ(compare_rows(left, right, 0.25).differences.beyond_tolerance, 2U);
  EXPECT_EQ(compare_rows(left, right, 0.5).differences.beyond_tolerance, 1U);
  EXPECT_EQ(compare_rows(left, right, 0.75).differences.beyond_tolerance, 0U);
  EXPECT_EQ(compare_rows(left, right, 0.75).differences.differing, 4U);
}

// Palette index: floor(256 * (1 + tanh) / 2) is 30 for -1, 225 for 1 and 128 for 0.
TYPED_TEST(ComparisonOf, PlanesComparesTheirPicturesToo) {
  const Comparison comparison = compare_rows<TypeParam>({-1, 1, 0, 1}, {1, 1, -1, TypeParam(1.00001)});
  EXPECT_EQ(comparison.differences.differing, 3U);
  EXPECT_EQ(comparison.differences.indices_differing, 2U);
  EXPECT_EQ(comparison.differences.stable_indices_differing, 1U);
  constexpr std::uint64_t kSquares = std::uint64_t{3} * (195 * 195 + 98 * 98);
  EXPECT_EQ(comparison.differences.color_squares, kSquares);
  EXPECT_DOUBLE_EQ(comparison.psnr(), 10 * std::log10(255.0 * 255.0 / (kSquares / 12.0)));
}

TEST(Comparison, OfBlackAndWhiteHasNoSignalButNoise) {
  EXPECT_EQ(compare_rows<float>({-10, -10}, {10, 10}).psnr(), 0);
}

TEST(Comparison, OfTheEndsOfDoubleHasALargestDifferenceButNoRms) {
  constexpr double kLargest = std::numeric_limits<double>::max();
  const Comparison comparison = compare_rows<double>({-kLargest}, {kLargest});
  EXPECT_EQ(comparison.differences.largest, kLargest);
  EXPECT_EQ(comparison.differences.infinite(), 0U);
  EXPECT_EQ(comparison.rms(), std::numeric_limits<double>::infinity()) << "beyond what a sum of squares counts";
}

TEST(Comparison, OfTheSmallestDifferencesHasAnRms) {
  EXPECT_EQ(compare_rows<double>({0, 0}, {0x1p-100, 0x1p-100}).rms(), 0x1p-100);
  EXPECT_EQ(compare_rows<double>({0, 0, 0, 0}, {0x1p31, 0, 0, 0}).rms(), 0x1p30);
}

TEST(Comparison, TellsSizePrecisionsAndCodePaths) {
  Random random(2);
  const PlantedPair pair = random_pair<float, double>(random, {7, 5});
  const Comparison comparison =
      compare(pair.left, pair.right, {.left_rows = 2, .right_rows = 9, .callbacks = {}, .stop = {}});
  EXPECT_EQ(comparison.size, (Size{7, 5}));
  EXPECT_EQ(comparison.left_precision, Precision::kFloat);
  EXPECT_EQ(comparison.right_precision, Precision::kDouble);
  EXPECT_EQ(comparison.left_code_path, "planted in 3 bands");
  EXPECT_EQ(comparison.right_code_path, "planted in 3 bands");
}

// Of either precision on either side.
TEST(Comparison, IsTheSameInBandsOfAnyHeight) {
  Random random(3);
  constexpr Size kSize{23, 11};
  for (const PlantedPair& pair : {random_pair<float, float>(random, kSize), random_pair<double, double>(random, kSize),
                                  random_pair<float, double>(random, kSize)}) {
    const Comparison whole = compare(pair.left, pair.right, {.tolerance = 0.1, .callbacks = {}, .stop = {}});
    ASSERT_TRUE(whole.first);
    for (const auto& [left_rows, right_rows] : {std::pair{1, 1}, {1, kAllRows}, {3, 11}, {11, 3}, {4, 5}, {10, 10}}) {
      const Comparison in_bands =
          compare(pair.left, pair.right,
                  {.tolerance = 0.1, .left_rows = left_rows, .right_rows = right_rows, .callbacks = {}, .stop = {}});
      EXPECT_EQ(in_bands.differences, whole.differences) << left_rows << ' ' << right_rows;
      ASSERT_TRUE(in_bands.first);
      EXPECT_EQ(in_bands.first->column, whole.first->column);
      EXPECT_EQ(in_bands.first->row, whole.first->row);
      EXPECT_EQ(in_bands.first->left, whole.first->left);
      EXPECT_EQ(in_bands.first->right, whole.first->right);
    }
  }
}

TEST(Comparison, HandsOverEachBandAndTellsHowFarItIs) {
  Random random(4);
  const PlantedPair pair = random_pair<double, float>(random, {5, 8});
  std::vector<std::byte> left;
  std::vector<std::byte> right;
  std::vector<int> rows;
  std::vector<double> shares;
  const auto keep = [&](const ExponentBand& left_band, const ExponentBand& right_band, int count) {
    left.insert(left.end(), left_band.values.begin(), left_band.values.end());
    right.insert(right.end(), right_band.values.begin(), right_band.values.end());
    rows.push_back(count);
  };
  compare(pair.left, pair.right,
          {.left_rows = 3, .callbacks = {keep, [&](double share) { shares.push_back(share); }}, .stop = {}});
  EXPECT_EQ(left, pair.left.bytes);
  EXPECT_EQ(right, pair.right.bytes);
  EXPECT_THAT(rows, ElementsAre(3, 3, 2));
  EXPECT_THAT(shares, ElementsAre(0.375, 0.75, 1.0));
}

TEST(Comparison, OfDifferentSizesIsRefused) {
  const PlantedPlane left = plane_of<float>({3, 2}, std::vector<float>(6));
  const PlantedPlane right = plane_of<float>({2, 3}, std::vector<float>(6));
  const std::string message = message_of<InvalidInput>([&] { compare(left, right); });
  EXPECT_THAT(message, AllOf(HasSubstr("3x2"), HasSubstr("2x3")));
}

TEST(Comparison, StopsBetweenBands) {
  Random random(5);
  const PlantedPair pair = random_pair<float, float>(random, {5, 6});
  for (const int last : {0, 1, 4}) {
    std::stop_source source;
    if (last == 0) source.request_stop();
    int bands = 0;
    const auto stop_after_last = [&](const ExponentBand&, const ExponentBand&, int) {
      if (++bands == last) source.request_stop();
    };
    const CompareOptions options{.left_rows = 1, .callbacks = {stop_after_last, {}}, .stop = source.get_token()};
    EXPECT_THROW(compare(pair.left, pair.right, options), Interrupted);
    EXPECT_EQ(bands, last);
  }
}

}  // namespace
}  // namespace lyap
