#include "host/sheets/palette_sheet.h"

#include "host/color/palette.h"
#include "host/sheets/bitmap_font.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

constexpr Rgb8 kInk = {255, 255, 255};

// The image as rows of text, '#' where there is ink.
std::vector<std::string> inked_rows(RgbImage image) {
  std::vector<std::string> rows(static_cast<std::size_t>(image.height));
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) rows[static_cast<std::size_t>(y)] += image.at(x, y) == kInk ? '#' : '.';
  }
  return rows;
}

TEST(BitmapFont, WritesLettersOnABaseLineWithRoomBelow) {
  RgbImage image(text_width("Lq"), kGlyphHeight);
  draw_text(image, 0, 0, "Lq", kInk);
  EXPECT_EQ(inked_rows(image), (std::vector<std::string>{"#..........",  //
                                                         "#..........",  //
                                                         "#......####",  //
                                                         "#.....#...#",  //
                                                         "#.....#...#",  //
                                                         "#.....#...#",  //
                                                         "#####..####",  //
                                                         "..........#",  //
                                                         "..........#"}));
}

TEST(BitmapFont, GrowsInWholeDots) {
  EXPECT_EQ(text_width(""), 0);
  EXPECT_EQ(text_width("-"), 5);
  EXPECT_EQ(text_width("--", 3), 33);
  RgbImage image(10, 4);
  draw_text(image, 0, -4, "-", kInk, 2);
  EXPECT_EQ(inked_rows(image), (std::vector<std::string>{"..........", "..........", "##########", "##########"}));
}

TEST(BitmapFont, LeavesOutWhatFallsOutsideTheImage) {
  RgbImage image(3, 3);
  draw_text(image, -100, -100, "far away", kInk);
  draw_text(image, 100, 100, "far away", kInk);
  EXPECT_EQ(inked_rows(image), std::vector<std::string>(3, "..."));
  draw_text(image, -2, -2, "##", kInk, 4);
  EXPECT_NE(inked_rows(image), std::vector<std::string>(3, "..."));
}

TEST(BitmapFont, EveryPrintableCharacterHasAShapeOfItsOwn) {
  std::vector<std::vector<std::string>> shapes;
  for (char letter = ' '; letter <= '~'; ++letter) {
    RgbImage image(kGlyphWidth, kGlyphHeight);
    draw_text(image, 0, 0, std::string(1, letter), kInk);
    shapes.push_back(inked_rows(image));
  }
  std::ranges::sort(shapes);
  EXPECT_TRUE(std::ranges::adjacent_find(shapes) == shapes.end());
}

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
