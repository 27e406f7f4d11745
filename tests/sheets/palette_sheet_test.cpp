#include "host/sheets/palette_sheet.h"

#include "host/color/palette.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(PaletteSheet, ShowsEveryColorOfEveryPalette) {
  RgbImage sheet = draw_palette_sheet();
  EXPECT_EQ(sheet.pixels.size(), static_cast<std::size_t>(sheet.width) * static_cast<std::size_t>(sheet.height));
  const auto as_number = [](Rgb8 color) { return (color.r << 16) + (color.g << 8) + color.b; };
  std::vector<int> shown;
  std::ranges::transform(sheet.pixels, std::back_inserter(shown), as_number);
  std::ranges::sort(shown);
  for (const std::string& name : palette_names()) {
    const std::vector<Rgb8> entries = find_palette(name).entries;
    if (name.ends_with("_r") || entries.size() > 384) continue;  // a strip is 384 pixels wide
    for (const Rgb8& color : entries) EXPECT_TRUE(std::ranges::binary_search(shown, as_number(color))) << name;
  }
}

}  // namespace
}  // namespace lyap
