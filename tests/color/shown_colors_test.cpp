#include "host/color/shown_colors.h"

#include "host/color/continuous_palette.h"

#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

const Palette kThree{"three", {{0, 0, 0}, {100, 0, 0}, {100, 200, 0}}};

TEST(ShownColors, AreThePalettesEntriesOrTheCurveThroughThem) {
  EXPECT_EQ(shown_colors({kThree}).colors, entry_colors(kThree));
  EXPECT_EQ(shown_colors({kThree, Quantity::kExponent, kContinuousDepth}).colors, continuous_colors(kThree));
  EXPECT_EQ(shown_colors({.palette = kThree, .tone = {.interpolates = true}}).colors, continuous_colors(kThree));
}

TEST(ShownColors, GoStraightFromOnePaletteToTheOther) {
  const Palette other{"other", {{200, 10, 0}, {0, 0, 0}, {100, 0, 255}}};
  PictureLook look{.palette = fading(kThree, other)};
  EXPECT_EQ(shown_colors(look).colors, entry_colors(kThree));
  look.tone.mix = 1;
  EXPECT_EQ(shown_colors(look).colors, entry_colors(other));
  look.tone.mix = 0.25;
  EXPECT_EQ(in_8_bits(shown_colors(look).colors), (std::vector<Rgb8>{{50, 3, 0}, {75, 0, 0}, {100, 150, 64}}));
  look.depth = kContinuousDepth;
  const std::vector<Rgb16> from = continuous_colors(kThree);
  const std::vector<Rgb16> to = continuous_colors(other);
  const std::vector<Rgb16> mixed = shown_colors(look).colors;
  for (std::size_t i = 0; i < mixed.size(); i += 97) {
    EXPECT_NEAR(mixed[i].r, 0.75 * from[i].r + 0.25 * to[i].r, 0.5) << i;
    EXPECT_NEAR(mixed[i].g, 0.75 * from[i].g + 0.25 * to[i].g, 0.5) << i;
    EXPECT_NEAR(mixed[i].b, 0.75 * from[i].b + 0.25 * to[i].b, 0.5) << i;
  }
}

TEST(ShownColors, OfPeriodsAreTheEntries) {
  const Tone tone{.interpolates = true, .escaped = Rgb8{1, 1, 1}};
  const PictureLook look{kThree, Quantity::kPeriod, kContinuousDepth, tone};
  EXPECT_EQ(shown_colors(look).colors, entry_colors(kThree));
  EXPECT_EQ(shown_color_count(look), 3U);
  EXPECT_EQ(toning_of(look, shown_colors(look)), Toning{});
}

TEST(ShownColors, OfInfiniteExponentsComeBehindThePalettes) {
  const ShownColors colors =
      shown_colors({.palette = kThree, .tone = {.superstable = Rgb8{1, 2, 3}, .escaped = Rgb8{255, 0, 9}}});
  EXPECT_EQ(colors.entries, 3);
  ASSERT_EQ(colors.colors.size(), 5U);
  EXPECT_EQ(colors.colors[3], (Rgb16{257, 514, 771}));
  EXPECT_EQ(colors.colors[4], (Rgb16{65535, 0, 9 * 257}));
}

TEST(ShownColors, AreNeverMoreThanAnIndexNames) {
  const PictureLook look{
      .palette = kThree, .depth = kContinuousDepth, .tone = {.superstable = Rgb8{}, .escaped = Rgb8{}}};
  const ShownColors colors = shown_colors(look);
  EXPECT_EQ(colors.colors.size(), kContinuousEntries);
  EXPECT_EQ(colors.entries, 65534);
  EXPECT_EQ(shown_color_count(look), kContinuousEntries);
}

TEST(ShownColors, AreRoundedToTheNearestOf8Bits) {
  EXPECT_EQ(in_8_bits({{0, 128, 129}, {65535, 257 * 77, 257 * 77 + 128}}),
            (std::vector<Rgb8>{{0, 0, 1}, {255, 77, 77}}));
}

// No colour of one palette runs into the other, though neighbours within each do.
TEST(ShownColors, CurvesOfTwoPalettesDoNotMeet) {
  const Palette both = joined({"black and red", {{0, 0, 0}, {255, 0, 0}}}, {"blue", {{0, 0, 255}, {0, 0, 254}}});
  const std::vector<Rgb16> colors = continuous_colors(both);
  ASSERT_EQ(colors.size(), kContinuousEntries);
  for (std::size_t i = 0; i < colors.size(); ++i) {
    EXPECT_EQ(colors[i].b == 0, i < kContinuousEntries / 2) << i;
    if (i >= kContinuousEntries / 2) {
      EXPECT_EQ(colors[i].r, 0) << i;
    }
  }
  EXPECT_EQ(colors[kContinuousEntries / 2 - 1], (Rgb16{65535, 0, 0}));
  EXPECT_EQ(colors.front(), (Rgb16{0, 0, 0})) << "nor does it go round";
}

}  // namespace
}  // namespace lyap
