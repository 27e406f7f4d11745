#include "host/color/color_table.h"

#include "host/base/error.h"
#include "host/color/continuous_palette.h"
#include "tests/support/random_palette.h"
#include "tests/support/reference_yuv.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::IsEmpty;

TEST(ColorTable, RgbColorsAreBytesInTheOrderOfAPixel) {
  const Palette palette{"two", {{1, 2, 3}, {255, 254, 253}}};
  const ColorTable table(entry_colors(palette), PixelFormat::kRgb24);
  EXPECT_EQ(table.format(), PixelFormat::kRgb24);
  EXPECT_THAT(table.colors(), testing::ElementsAre(0x030201u, 0xfdfeffu));
  EXPECT_THAT(table.lumas(), IsEmpty());
}

TEST(ColorTable, IndexedPixelsHaveAtMost256Colors) {
  EXPECT_NO_THROW(ColorTable(std::vector<Rgb16>(256), PixelFormat::kIndexed8));
  EXPECT_THROW(ColorTable(std::vector<Rgb16>(257), PixelFormat::kIndexed8), InvalidInput);
  EXPECT_NO_THROW(ColorTable(std::vector<Rgb16>(257), PixelFormat::kYuv420p));
}

TEST(ColorTable, ExponentsHaveNoColors) {
  EXPECT_THROW(ColorTable(std::vector<Rgb16>(2), PixelFormat::kExponents), InvalidInput);
}

// Green is the first plane of kGbrp10, and the levels of kRgb48 are those that it gets.
TEST(ColorTable, RedGreenAndBlueOfMoreThan8BitsAreTheNearestLevels) {
  const std::vector<Rgb16> colors{{0, 32, 33}, {65535, 257, 32768}};
  const ColorTable planar(colors, PixelFormat::kGbrp10);
  EXPECT_THAT(planar.lumas(), testing::ElementsAre(0, 4)) << "a level of 10 bits is 64.06 of 16";
  EXPECT_THAT(planar.colors(), testing::ElementsAre(1u, 1023u << 16 | 512u));
  const ColorTable rgb(colors, PixelFormat::kRgb48);
  EXPECT_THAT(rgb.lumas(), testing::ElementsAre(32, 257));
  EXPECT_THAT(rgb.colors(), testing::ElementsAre(33u, 65535u << 16 | 32768u));
}

TEST(ColorTable, PlanarColorsAreTheFormulasInTheUnitsOfTheFormat) {
  struct Units {
    PixelFormat format;
    int luma;
    int chroma;
  };
  Random random(24);
  const Palette palette = random_palette(random, 510);
  for (const Units& units : {Units{PixelFormat::kYuv444p, 1, 1}, Units{PixelFormat::kYuv420p, 1, 32},
                             Units{PixelFormat::kYuv420p10, 4, 256}, Units{PixelFormat::kYuv420p12, 16, 256},
                             Units{PixelFormat::kYuv422p10, 4, 256}, Units{PixelFormat::kYuv444p10, 4, 4}}) {
    const ColorTable table(entry_colors(palette), units.format);
    ASSERT_EQ(table.view().entries, 510);
    for (std::size_t i = 0; i < palette.entries.size(); ++i) {
      const ExactYuv exact(palette.entries[i]);
      EXPECT_EQ(table.lumas()[i], nearest(units.luma * exact.y));
      EXPECT_EQ(table.colors()[i] & 0xffff, static_cast<std::uint32_t>(nearest(units.chroma * exact.cb)));
      EXPECT_EQ(table.colors()[i] >> 16, static_cast<std::uint32_t>(nearest(units.chroma * exact.cr)));
    }
  }
}

}  // namespace
}  // namespace lyap
