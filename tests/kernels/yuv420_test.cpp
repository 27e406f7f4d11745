#include "kernels/yuv420.h"

#include "host/color/color_table.h"
#include "host/color/continuous_palette.h"
#include "tests/support/random_palette.h"
#include "tests/support/reference_yuv.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::Each;
using testing::ElementsAre;

constexpr Rgb8 kBlack{0, 0, 0};
constexpr Rgb8 kRed{255, 0, 0};

template <class Sample>
constexpr PixelFormat kFormatOf = sizeof(Sample) == 1 ? PixelFormat::kYuv420p : PixelFormat::kYuv420p10;

/// A 4:2:0 picture, its planes apart.
template <class Sample>
struct Planes {
  std::vector<Sample> y, cb, cr;
};

/// The picture of palette indices as rows of blocks make it.
template <class Sample>
Planes<Sample> planes_of(Size size, const Palette& palette, const std::vector<std::uint16_t>& indices) {
  const ColorTable table(entry_colors(palette), kFormatOf<Sample>);
  const auto lumas = static_cast<std::ptrdiff_t>(indices.size());
  std::vector<Sample> samples(indices.size() * 3 / 2);
  for (int row = 0; row < size.height / 2; ++row) {
    make_block_row(Yuv420View<Sample>{size.width, size.height, table.view(), indices.data(), samples.data()}, row);
  }
  const auto cb = samples.begin() + lumas;
  const auto cr = cb + lumas / 4;
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
  return planes_of<std::uint8_t>({8, 2}, {"black and red", {kBlack, kRed}}, indices).cr;
}

// The Cr of red is 240, of black 128: a quarter of the way is 156, a half 184, three quarters 212.
TEST(Yuv420, ChromaIsSitedAtTheEvenColumn) {
  EXPECT_THAT(cr_of_red_column(2), ElementsAre(128, 184, 128, 128)) << "an even column weighs 2 of 4";
  EXPECT_THAT(cr_of_red_column(3), ElementsAre(128, 156, 156, 128)) << "an odd one 1 of 4, on both sides";
  EXPECT_THAT(cr_of_red_column(0), ElementsAre(212, 128, 128, 128)) << "the first stands in for the one before it";
  EXPECT_THAT(cr_of_red_column(7), ElementsAre(128, 128, 128, 156));
}

TEST(Yuv420, ChromaIsSitedBetweenTheRows) {
  const Palette palette{"black and red", {kBlack, kRed}};
  const std::vector<std::uint16_t> upper_red{1, 1, 0, 0};
  const std::vector<std::uint16_t> lower_red{0, 0, 1, 1};
  EXPECT_THAT(planes_of<std::uint8_t>({2, 2}, palette, upper_red).cr, ElementsAre(184));
  EXPECT_THAT(planes_of<std::uint8_t>({2, 2}, palette, lower_red).cr, ElementsAre(184));
}

template <class Sample>
class Yuv420Samples : public testing::Test {
 protected:
  static constexpr int kScale = sizeof(Sample) == 1 ? 1 : 4;
};

using SampleTypes = testing::Types<std::uint8_t, std::uint16_t>;
TYPED_TEST_SUITE(Yuv420Samples, SampleTypes);

// Peaks of both chroma, which would carry from one half of a sum into the other or wrap if there were not room.
TYPED_TEST(Yuv420Samples, FlatPicturesHaveTheChromaOfTheirColor) {
  constexpr Size kSize{6, 4};
  const std::vector<std::uint16_t> indices(24, 0);
  for (const Rgb8& color : {kBlack, kRed, Rgb8{0, 0, 255}, Rgb8{255, 255, 0}, Rgb8{0, 255, 255}, Rgb8{255, 0, 255}}) {
    const Planes<TypeParam> planes = planes_of<TypeParam>(kSize, {"flat", {color}}, indices);
    const ExactYuv exact(color);
    EXPECT_THAT(planes.y, Each(nearest(this->kScale * exact.y)));
    EXPECT_THAT(planes.cb, Each(nearest(this->kScale * exact.cb)));
    EXPECT_THAT(planes.cr, Each(nearest(this->kScale * exact.cr)));
  }
}

// A sample is rounded to the nearest, ½; its eight colours are off by at most half of 1/32 of a step of 8 bits each,
// and so is their mean.
TYPED_TEST(Yuv420Samples, AreWithinRoundingOfTheWeightedFormulas) {
  const double bound = 0.5 + this->kScale / 64.0 + 1e-9;
  const Size size{64, 32};
  Random random(420);
  const Palette palette = random_palette(random, 300);
  const std::vector<std::uint16_t> indices = random_indices(random, size, 300);
  const Planes<TypeParam> planes = planes_of<TypeParam>(size, palette, indices);
  const auto at = [&](int column, int row) {
    const int pixel = row * size.width + std::max(column, 0);
    return ExactYuv(palette.entries[indices[static_cast<std::size_t>(pixel)]]);
  };
  std::size_t sample = 0;
  for (int row = 0; row < size.height; row += 2) {
    for (int column = 0; column < size.width; column += 2, ++sample) {
      double cb = 0;
      double cr = 0;
      for (const int y : {row, row + 1}) {
        cb += (at(column - 1, y).cb + 2 * at(column, y).cb + at(column + 1, y).cb) / 8;
        cr += (at(column - 1, y).cr + 2 * at(column, y).cr + at(column + 1, y).cr) / 8;
      }
      EXPECT_NEAR(planes.cb[sample], this->kScale * cb, bound) << column << ", " << row;
      EXPECT_NEAR(planes.cr[sample], this->kScale * cr, bound) << column << ", " << row;
    }
  }
}

TYPED_TEST(Yuv420Samples, AreThoseOfTheReference) {
  Random random(421);
  for (const Size size : {Size{2, 2}, Size{2, 12}, Size{12, 2}, Size{50, 34}}) {
    const Palette palette = random_palette(random, 510);
    const std::vector<std::uint16_t> indices = random_indices(random, size, 510);
    Planes<TypeParam> planes = planes_of<TypeParam>(size, palette, indices);
    std::vector<std::uint8_t> bytes;
    for (const std::vector<TypeParam>& plane : {planes.y, planes.cb, planes.cr}) {
      for (const TypeParam sample : plane) {
        bytes.push_back(static_cast<std::uint8_t>(sample));
        if (sizeof(TypeParam) == 2) bytes.push_back(static_cast<std::uint8_t>(sample >> 8));
      }
    }
    EXPECT_EQ(bytes, ReferenceYuv(kFormatOf<TypeParam>, size, colors_of(palette, indices)).pixels());
  }
}

}  // namespace
}  // namespace lyap
