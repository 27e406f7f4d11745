#include "host/axes/color_bar.h"

#include "host/color/toning.h"
#include "kernels/tone_map.h"

#include <cmath>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;

constexpr double kNearest = 1.0 / 14;

PictureLook look_with(const Tone& tone, const std::string& palette = "viridis") {
  return {find_palette(palette), Quantity::kExponent, kPaletteDepth, tone};
}

std::vector<std::string> labels_of(const std::vector<BarTick>& ticks) {
  std::vector<std::string> labels;
  for (const BarTick& tick : ticks) labels.push_back(tick.label);
  return labels;
}

double exponent_in(std::string label) {
  const std::string minus = "−";
  if (label.starts_with(minus)) label.replace(0, minus.size(), "-");
  return std::stod(label);
}

std::vector<Tone> closed_tones() {
  std::vector<Tone> tones{parse_tone("tanh"),         parse_tone("linear:-0.73:0.41"), parse_tone("symlog:0.1"),
                          parse_tone("symlog:0.001"), parse_tone("asinh:0.1"),         parse_tone("power:0.5"),
                          parse_tone("split")};
  Tone deep = parse_tone("tanh");
  deep.levels = Range{0.4135, 0.5012};
  Tone quantile = parse_tone("quantile");
  quantile.quantiles = {-3, -1, -0.9, -0.8, -0.5, -0.5, -0.1, 0.2, 0.3};
  Tone narrow = quantile;
  narrow.quantiles = {0.31, 0.3105, 0.33};
  Tone turned = parse_tone("linear");
  turned.offset = 0.3;
  turned.repeat = 2.5;
  tones.insert(tones.end(), {deep, quantile, narrow, turned});
  return tones;
}

TEST(ColorBar, OfTanhGoesFromMinusInfinityToInfinity) {
  const auto ticks = ColorBar(look_with({})).ticks(kNearest);
  EXPECT_THAT(labels_of(ticks), ElementsAre("−∞", "−1", "−0.5", "0", "0.5", "1", "∞"));
  EXPECT_EQ(ticks.front().place, 0);
  EXPECT_NEAR(ticks[1].place, 0.5 * (1 + std::tanh(-1)), 1e-12);
  EXPECT_EQ(ticks[3].place, 0.5);
  EXPECT_EQ(ticks.back().place, 1);
}

TEST(ColorBar, OfStraightScalesHasSteadySteps) {
  EXPECT_THAT(labels_of(ColorBar(look_with(parse_tone("linear"))).ticks(kNearest)),
              ElementsAre("−1.0", "−0.8", "−0.6", "−0.4", "−0.2", "0", "0.2", "0.4", "0.6", "0.8", "1.0"));
  EXPECT_THAT(labels_of(ColorBar(look_with(parse_tone("split"), "bone+hot")).ticks(kNearest)),
              ElementsAre("−2.0", "−1.5", "−1.0", "−0.5", "0", "0.2", "0.4", "0.6"));
}

TEST(ColorBar, TicksStandAtThePlacesOfTheirExponents) {
  for (const Tone& tone : closed_tones()) {
    SCOPED_TRACE(tone_text(tone));
    for (const double nearest : {0.03, kNearest, 0.3, 1.0}) {
      const auto ticks = ColorBar(look_with(tone)).ticks(nearest);
      ASSERT_FALSE(ticks.empty());
      std::set<std::string> different;
      for (std::size_t i = 0; i < ticks.size(); ++i) {
        different.insert(ticks[i].label);
        EXPECT_TRUE(i == 0 || ticks[i].place - ticks[i - 1].place >= nearest - 1e-12) << ticks[i].label;
        if (ticks[i].label.ends_with("∞")) continue;
        EXPECT_NEAR(ticks[i].place, place_of(tone, exponent_in(ticks[i].label)), 1e-9) << ticks[i].label;
      }
      EXPECT_EQ(different.size(), ticks.size());
    }
  }
}

TEST(ColorBar, ZeroIsMarkedWhereItIsInside) {
  for (const Tone& tone : closed_tones()) {
    const bool has_zero = place_of(tone, -1e-9) > 0 && place_of(tone, 1e-9) < 1;
    const auto labels = labels_of(ColorBar(look_with(tone)).ticks(0.2));
    EXPECT_EQ(std::ranges::count(labels, "0"), has_zero ? 1 : 0) << tone_text(tone);
  }
}

// The picture finds colours by its table of 65536 places, the bar by the formula: a palette entry apart at most.
TEST(ColorBar, HasAtAPlaceTheColorOfItsExponents) {
  for (const Tone& tone : closed_tones()) {
    SCOPED_TRACE(tone_text(tone));
    const PictureLook look = look_with(tone, "gray");
    const ColorBar bar(look);
    const ShownColors colors = shown_colors(look);
    const Toning toning = toning_of(look, colors);
    for (double exponent = -3.995; exponent < 4; exponent += 0.01) {
      const double place = place_of(tone, exponent);
      if (place <= 0 || place >= 1) continue;
      const int shown = colors.colors[color_of(toning.view(colors.entries), exponent)].r >> 8;
      const int difference = std::abs(shown - bar.color_at(place).r);
      // 255 where the palette turns over between the two.
      EXPECT_TRUE(difference <= 1 || difference >= 254) << exponent;
    }
  }
}

TEST(ColorBar, OfPeriodsIsLogarithmicAndHasOrbitsWithoutACycleApart) {
  for (const std::string palette : {"viridis", "tab10", "Set3"}) {
    PictureLook look = look_with({}, palette);
    look.shown = Quantity::kPeriod;
    const ColorBar bar(look);
    const auto& entries = look.palette.entries;
    for (int octave = 0; octave <= 8; ++octave) {
      const auto index = period_index(1U << octave, static_cast<std::int32_t>(entries.size()));
      EXPECT_EQ(bar.color_at(octave / 8.0), entries[index]) << palette << " " << octave;
    }
    EXPECT_EQ(bar.above()->label, "none");
    EXPECT_EQ(bar.above()->color, entries.back());
    EXPECT_FALSE(bar.below());
    EXPECT_THAT(labels_of(bar.ticks(kNearest)), ElementsAre("1", "2", "4", "8", "16", "32", "64", "128", "256"));
    EXPECT_THAT(labels_of(bar.ticks(0.2)), ElementsAre("1", "4", "16", "64", "256"));
    EXPECT_EQ(bar.title(), "period");
  }
}

TEST(ColorBar, InfiniteExponentsWithColorsOfTheirOwnStandApart) {
  const ColorBar plain(look_with({}));
  EXPECT_FALSE(plain.above() || plain.below());
  const ColorBar bar(look_with({.superstable = Rgb8{1, 2, 3}, .escaped = Rgb8{4, 5, 6}}));
  EXPECT_EQ(bar.below()->color, (Rgb8{1, 2, 3}));
  EXPECT_EQ(bar.below()->label, "−∞");
  EXPECT_EQ(bar.above()->color, (Rgb8{4, 5, 6}));
  EXPECT_EQ(bar.above()->label, "∞");
}

}  // namespace
}  // namespace lyap
