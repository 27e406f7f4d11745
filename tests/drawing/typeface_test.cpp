#include "host/drawing/typeface.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

constexpr Rgb8 kInk = {255, 255, 255};

std::vector<int> levels_of(const RgbImage& image) {
  std::vector<int> levels;
  std::ranges::transform(image.pixels, std::back_inserter(levels), [](Rgb8 color) { return color.r; });
  return levels;
}

/// The rows of an image that have ink, first and last; −1 without any.
std::pair<int, int> inked_rows(RgbImage image) {
  std::pair<int, int> rows{-1, -1};
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      if (image.at(x, y) == Rgb8{}) continue;
      if (rows.first < 0) rows.first = y;
      rows.second = y;
    }
  }
  return rows;
}

TEST(Typeface, LettersStandOnTheBaselineAndReachAsFarAsTheySay) {
  for (const int size : {12, 20, 57, 300}) {
    const Typeface typeface(size);
    const int baseline = 2 * size;
    RgbImage capital(size, 3 * size);
    typeface.draw(capital, 0, baseline, "H", kInk);
    EXPECT_EQ(inked_rows(capital).second, baseline - 1) << size;
    // Round letters and digits rise a little higher than straight ones.
    RgbImage digit(size, 3 * size);
    typeface.draw(digit, 0, baseline, "0", kInk);
    EXPECT_NEAR(inked_rows(digit).first, baseline - typeface.cap_height(), 1) << size;
    RgbImage small(size, 3 * size);
    typeface.draw(small, 0, baseline, "g", kInk);
    EXPECT_GE(inked_rows(small).second, baseline) << size;
    EXPECT_LT(inked_rows(small).second, baseline + typeface.descent()) << size;
  }
}

// Outlines are not hinted: widths are those of the font, rounded up once.
TEST(Typeface, WidthsGrowWithTheSize) {
  EXPECT_EQ(Typeface(20).width(""), 0);
  for (const std::string text : {"0", "2.9501", "λ = −∞", "frame 12, 0:01.5"}) {
    EXPECT_NEAR(Typeface(400).width(text), 20 * Typeface(20).width(text), 20) << text;
    EXPECT_LE(Typeface(400).width(text), 20 * Typeface(20).width(text)) << text;
  }
}

TEST(Typeface, DrawsTheSameWhereverTheImageIsCut) {
  const Typeface typeface(24);
  const std::string text = "A quick brown Ångström, 0.123456789";
  RgbImage whole(typeface.width(text) + 10, 60);
  typeface.draw(whole, 5, 40, text, kInk);
  std::vector<Rgb8> bands;
  for (int top = 0; top < whole.height; top += 7) {
    RgbImage band(whole.width, std::min(7, whole.height - top));
    typeface.draw(band, 5, 40 - top, text, kInk);
    bands.insert(bands.end(), band.pixels.begin(), band.pixels.end());
  }
  EXPECT_TRUE(bands == whole.pixels);
}

TEST(Typeface, LeavesOutWhatFallsOutsideTheImage) {
  RgbImage image(3, 3);
  const Typeface typeface(12);
  typeface.draw(image, -1000, -1000, "far away", kInk);
  typeface.draw(image, 1000, 1000, "far away", kInk);
  typeface.draw(image, 1000, 2, "far away", kInk);
  EXPECT_EQ(levels_of(image), std::vector<int>(9, 0));
  typeface.draw(image, -3, 6, "###", kInk);
  EXPECT_NE(levels_of(image), std::vector<int>(9, 0));
}

TEST(Typeface, EveryCharacterThatIsUsedHasAShapeOfItsOwn) {
  std::vector<std::string> characters{"λ", "−", "∞", "…", "\xFF"};
  for (char letter = ' '; letter <= '~'; ++letter) characters.emplace_back(1, letter);
  std::vector<std::vector<int>> shapes;
  const Typeface typeface(30);
  for (const std::string& character : characters) {
    RgbImage image(40, 40);
    typeface.draw(image, 2, 30, character, kInk);
    shapes.push_back(levels_of(image));
  }
  std::ranges::sort(shapes);
  EXPECT_TRUE(std::ranges::adjacent_find(shapes) == shapes.end());
}

TEST(Typeface, TextsAreCutWhereTheyAreTooLong) {
  const Typeface typeface(20);
  const std::string text = "twelve chärs and more";
  EXPECT_EQ(typeface.fitting(text, typeface.width(text)), text);
  EXPECT_EQ(typeface.fitting(text, typeface.width("twelve chä…")), "twelve chä…");
  EXPECT_EQ(typeface.fitting(text, typeface.width("twelve chä…") - 1), "twelve ch…");
  EXPECT_EQ(typeface.fitting(text, typeface.width("…")), "…");
  EXPECT_EQ(typeface.fitting(text, typeface.width("…") - 1), "");
  EXPECT_EQ(typeface.fitting("", 0), "");
}

}  // namespace
}  // namespace lyap
