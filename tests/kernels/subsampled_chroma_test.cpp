#include "kernels/subsampled_chroma.h"

#include "host/color/color_table.h"
#include "host/color/continuous_palette.h"
#include "tests/support/random_palette.h"
#include "tests/support/reference_yuv.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::Each;
using testing::ElementsAre;

constexpr Rgb8 kBlack{0, 0, 0};
constexpr Rgb8 kRed{255, 0, 0};

/// A picture with subsampled chroma, its planes apart.
template <class Sample>
struct Planes {
  std::vector<Sample> y, cb, cr;
};

/// The picture of palette indices as rows of blocks make it.
template <PixelFormat kFormat>
auto planes_of(Size size, const Palette& palette, const std::vector<std::uint16_t>& indices)
    -> Planes<typename SubsampledView<kFormat>::Sample> {
  using View = SubsampledView<kFormat>;
  const ColorTable table(entry_colors(palette), kFormat);
  const auto lumas = static_cast<std::ptrdiff_t>(indices.size());
  const std::ptrdiff_t chroma = lumas / (View::kRows * View::kColumns);
  std::vector<typename View::Sample> samples(static_cast<std::size_t>(lumas + 2 * chroma));
  for (int row = 0; row < size.height / View::kRows; ++row) {
    make_block_row(View{size.width, size.height, table.view(), indices.data(), samples.data()}, row);
  }
  const auto cb = samples.begin() + lumas;
  const auto cr = cb + chroma;
  return {{samples.begin(), cb}, {cb, cr}, {cr, samples.end()}};
}

std::vector<std::uint16_t> random_indices(Random& random, Size size, int entries) {
  std::vector<std::uint16_t> indices(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
  for (std::uint16_t& index : indices) index = static_cast<std::uint16_t>(random.between(0, entries - 1));
  return indices;
}

/// Cr of an 8×2 picture that is black but for red in the column.
std::vector<std::uint8_t> cr_of_red_column(std::size_t column) {
  std::vector<std::uint16_t> indices(16, 0);
  indices[column] = indices[column + 8] = 1;
  return planes_of<PixelFormat::kYuv420p>({8, 2}, {"black and red", {kBlack, kRed}}, indices).cr;
}

// The Cr of red is 240, of black 128: a quarter of the way is 156, a half 184, three quarters 212.
TEST(SubsampledChroma, ChromaIsSitedAtTheEvenColumn) {
  EXPECT_THAT(cr_of_red_column(2), ElementsAre(128, 184, 128, 128)) << "an even column weighs 2 of 4";
  EXPECT_THAT(cr_of_red_column(3), ElementsAre(128, 156, 156, 128)) << "an odd one 1 of 4, on both sides";
  EXPECT_THAT(cr_of_red_column(0), ElementsAre(212, 128, 128, 128)) << "the first stands in for the one before it";
  EXPECT_THAT(cr_of_red_column(7), ElementsAre(128, 128, 128, 156));
}

TEST(SubsampledChroma, ChromaIsSitedBetweenTheRows) {
  const Palette palette{"black and red", {kBlack, kRed}};
  const std::vector<std::uint16_t> upper_red{1, 1, 0, 0};
  const std::vector<std::uint16_t> lower_red{0, 0, 1, 1};
  EXPECT_THAT(planes_of<PixelFormat::kYuv420p>({2, 2}, palette, upper_red).cr, ElementsAre(184));
  EXPECT_THAT(planes_of<PixelFormat::kYuv420p>({2, 2}, palette, lower_red).cr, ElementsAre(184));
}

// In 10 bits the Cr of red is 960, of black 512.
TEST(SubsampledChroma, IsOfItsOwnRowWhereEachRowHasSome) {
  const Palette palette{"black and red", {kBlack, kRed}};
  EXPECT_THAT(planes_of<PixelFormat::kYuv422p10>({2, 3}, palette, {1, 1, 0, 0, 0, 1}).cr, ElementsAre(960, 512, 624));
}

template <class Format>
class SubsampledChromaOf : public testing::Test {
 protected:
  static constexpr PixelFormat kFormat = Format::value;
  static constexpr bool kTwoRows = subsamples_rows(kFormat);
  /// Of a step of 8 bits.
  static constexpr int kScale = 1 << (bits_of_level(kFormat) - 8);
};

template <PixelFormat kFormat>
using FormatOf = std::integral_constant<PixelFormat, kFormat>;
using Formats = testing::Types<FormatOf<PixelFormat::kYuv420p>, FormatOf<PixelFormat::kYuv420p10>,
                               FormatOf<PixelFormat::kYuv420p12>, FormatOf<PixelFormat::kYuv422p10>>;
TYPED_TEST_SUITE(SubsampledChromaOf, Formats);

// Peaks of both chroma, which would carry from one half of a sum into the other or wrap if there were not room.
TYPED_TEST(SubsampledChromaOf, FlatPicturesHaveTheChromaOfTheirColor) {
  constexpr Size kSize{6, 4};
  const std::vector<std::uint16_t> indices(24, 0);
  for (const Rgb8& color : {kBlack, kRed, Rgb8{0, 0, 255}, Rgb8{255, 255, 0}, Rgb8{0, 255, 255}, Rgb8{255, 0, 255}}) {
    const auto planes = planes_of<TypeParam::value>(kSize, {"flat", {color}}, indices);
    const ExactYuv exact(color);
    EXPECT_THAT(planes.y, Each(nearest(this->kScale * exact.y)));
    EXPECT_THAT(planes.cb, Each(nearest(this->kScale * exact.cb)));
    EXPECT_THAT(planes.cr, Each(nearest(this->kScale * exact.cr)));
  }
}

// A sample is rounded to the nearest, ½; its colours are off by at most half of 1/32 of a step of 8 bits each, of 1/256
// where samples are finer, and so is their mean.
TYPED_TEST(SubsampledChromaOf, AreWithinRoundingOfTheWeightedFormulas) {
  const double bound = 0.5 + this->kScale / (this->kScale == 1 ? 64.0 : 512.0) + 1e-9;
  const Size size{64, 32};
  Random random(420);
  const Palette palette = random_palette(random, 300);
  const std::vector<std::uint16_t> indices = random_indices(random, size, 300);
  const auto planes = planes_of<TypeParam::value>(size, palette, indices);
  const auto at = [&](int column, int row) {
    const int pixel = row * size.width + std::max(column, 0);
    return ExactYuv(palette.entries[indices[static_cast<std::size_t>(pixel)]]);
  };
  std::size_t sample = 0;
  const int rows = this->kTwoRows ? 2 : 1;
  for (int row = 0; row < size.height; row += rows) {
    for (int column = 0; column < size.width; column += 2, ++sample) {
      double cb = 0;
      double cr = 0;
      for (int y = row; y < row + rows; ++y) {
        cb += (at(column - 1, y).cb + 2 * at(column, y).cb + at(column + 1, y).cb) / (4 * rows);
        cr += (at(column - 1, y).cr + 2 * at(column, y).cr + at(column + 1, y).cr) / (4 * rows);
      }
      EXPECT_NEAR(planes.cb[sample], this->kScale * cb, bound) << column << ", " << row;
      EXPECT_NEAR(planes.cr[sample], this->kScale * cr, bound) << column << ", " << row;
    }
  }
}

TYPED_TEST(SubsampledChromaOf, AreThoseOfTheReference) {
  Random random(421);
  for (const Size size : {Size{2, 2}, Size{2, 12}, Size{12, 2}, Size{50, 34}}) {
    const Palette palette = random_palette(random, 510);
    const std::vector<std::uint16_t> indices = random_indices(random, size, 510);
    const auto planes = planes_of<TypeParam::value>(size, palette, indices);
    std::vector<std::uint8_t> bytes;
    for (const auto& plane : {planes.y, planes.cb, planes.cr}) {
      for (const auto sample : plane) {
        bytes.push_back(static_cast<std::uint8_t>(sample));
        if (sizeof(sample) == 2) bytes.push_back(static_cast<std::uint8_t>(sample >> 8));
      }
    }
    EXPECT_EQ(bytes, ReferenceYuv(TypeParam::value, size, colors_of(palette, indices)).pixels());
  }
}

}  // namespace
}  // namespace lyap
