#include "host/color/continuous_palette.h"

#include "host/color/deep_pixel.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

const Palette kThree{"three", {{0, 0, 0}, {255, 128, 0}, {255, 255, 255}}};

/// The curve at s of one channel, in levels of 65535, as its definition says it, in double.
double curve_at(const Palette& palette, double s, std::uint8_t Rgb8::*channel) {
  const auto entries = static_cast<double>(palette.entries.size());
  const double place = s * entries - 0.5;
  const auto value = [&](double i) {
    const double inside = is_cyclic(palette) ? std::fmod(i + entries, entries) : std::clamp(i, 0.0, entries - 1);
    return 257.0 * palette.entries[static_cast<std::size_t>(inside)].*channel;
  };
  const double left = std::floor(place);
  return value(left) + (place - left) * (value(left + 1) - value(left));
}

int largest_step(const std::vector<Rgb16>& colors) {
  int largest = 0;
  for (std::size_t i = 1; i < colors.size(); ++i) {
    const Rgb16& one = colors[i - 1];
    const Rgb16& next = colors[i];
    largest = std::max({largest, std::abs(one.r - next.r), std::abs(one.g - next.g), std::abs(one.b - next.b)});
  }
  return largest;
}

TEST(ContinuousPalette, IsTheCurveThroughTheMiddlesOfTheEntriesRoundedOnce) {
  for (const Palette& palette : {kThree, find_palette("viridis"), find_palette("twilight"), find_palette("hsv")}) {
    const std::vector<Rgb16> colors = continuous_colors(palette);
    ASSERT_EQ(colors.size(), 65536U);
    for (std::size_t j = 0; j < colors.size(); ++j) {
      const double s = (static_cast<double>(j) + 0.5) / 65536;
      // Half a level is the rounding to 16 bits; the rest, that of the double arithmetic above.
      ASSERT_NEAR(colors[j].r, curve_at(palette, s, &Rgb8::r), 0.5 + 1e-6) << palette.name << " " << j;
      ASSERT_NEAR(colors[j].g, curve_at(palette, s, &Rgb8::g), 0.5 + 1e-6) << palette.name << " " << j;
      ASSERT_NEAR(colors[j].b, curve_at(palette, s, &Rgb8::b), 0.5 + 1e-6) << palette.name << " " << j;
    }
  }
}

TEST(ContinuousPalette, HasTheOldColorsInTheMiddlesOfTheirIntervals) {
  const std::vector<Rgb16> colors = continuous_colors(kThree);
  // The middles are at 1/6, 1/2 and 5/6; no step has its own there, so that the nearest one is a step of the gradient
  // off at most: 255·257 levels in 65536/3 steps are 3.0.
  EXPECT_NEAR(colors[65536 / 6].r, 0, 3);
  EXPECT_NEAR(colors[65536 / 2].r, 65535, 3);
  EXPECT_NEAR(colors[65536 / 2].g, 128 * 257, 3);
  EXPECT_NEAR(colors[65536 * 5 / 6].b, 65535, 3);
}

TEST(ContinuousPalette, OfThreeColorsIsOneGradientWithoutBands) {
  EXPECT_LE(largest_step(continuous_colors(kThree)), 3);
}

TEST(ContinuousPalette, EndsWithTheFirstAndTheLastColorWhereThoseDiffer) {
  const std::vector<Rgb16> colors = continuous_colors(kThree);
  EXPECT_EQ(colors.front(), (Rgb16{0, 0, 0}));
  EXPECT_EQ(colors.back(), (Rgb16{65535, 65535, 65535}));
}

TEST(ContinuousPalette, WrapsWhereTheFirstAndTheLastColorAreAboutEqual) {
  const Palette cyclic{"cyclic", {{100, 0, 0}, {0, 200, 0}, {110, 0, 0}}};
  EXPECT_TRUE(is_cyclic(cyclic));
  const std::vector<Rgb16> colors = continuous_colors(cyclic);
  // Both ends are half way from the last entry to the first.
  EXPECT_NEAR(colors.front().r, 105 * 257, 1);
  EXPECT_NEAR(colors.back().r, 105 * 257, 1);
}

TEST(ContinuousPalette, KnowsTheCyclicPalettesOfMatplotlib) {
  for (const char* name : {"twilight", "twilight_shifted", "twilight_r", "hsv", "hsv_r"}) {
    EXPECT_TRUE(is_cyclic(find_palette(name))) << name;
  }
  for (const char* name : {"viridis", "gray", "managua", "berlin", "jet", "coolwarm"}) {
    EXPECT_FALSE(is_cyclic(find_palette(name))) << name;
  }
}

TEST(ContinuousPalette, OfAllEntriesThatThereCanBeIsThePaletteItself) {
  Palette palette{"long", {}};
  for (int i = 0; i < 65536; ++i) {
    palette.entries.push_back({static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i >> 8), 0});
  }
  const std::vector<Rgb16> colors = continuous_colors(palette);
  for (std::size_t i = 0; i < colors.size(); ++i) {
    ASSERT_EQ(colors[i], (Rgb16{static_cast<std::uint16_t>(257 * palette.entries[i].r),
                                static_cast<std::uint16_t>(257 * palette.entries[i].g), 0}));
  }
}

TEST(EntryColors, AreLevelsOf16Bits) {
  EXPECT_EQ(entry_colors(kThree), (std::vector<Rgb16>{{0, 0, 0}, {65535, 128 * 257, 0}, {65535, 65535, 65535}}));
}

TEST(DeepPixel, HasTheMostSignificantByteFirst) {
  const DeepPixel pixel = big_endian_pixels({{0x0123, 0x4567, 0x89ab}}).front();
  EXPECT_EQ(pixel, (DeepPixel{std::byte{0x01}, std::byte{0x23}, std::byte{0x45}, std::byte{0x67}, std::byte{0x89},
                              std::byte{0xab}}));
}

}  // namespace
}  // namespace lyap
