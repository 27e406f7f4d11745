#include "host/color/toning.h"

#include "host/color/elementary_functions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The index by the definition of a tone, in long double and with the functions of the library.
double place_by_definition(const Tone& tone, long double exponent) {
  const long double parameter = parameter_of(tone);
  const auto curve = [&](long double at) -> long double {
    const long double size = std::abs(at);
    switch (tone.curve) {
      case ToneCurve::kTanh:
        return (1 + std::tanh(at)) / 2;
      case ToneCurve::kSymlog:
        return std::copysign(std::log1p(size / parameter), at);
      case ToneCurve::kAsinh:
        return std::asinh(at / parameter);
      case ToneCurve::kPower:
        return std::copysign(std::pow(size, parameter), at);
      default:
        return at;
    }
  };
  const auto levels = levels_of(tone);
  if (!levels) return static_cast<double>(curve(exponent));
  const long double low = curve(levels->min);
  return static_cast<double>(std::clamp((curve(exponent) - low) / (curve(levels->max) - low), 0.0L, 1.0L));
}

const std::vector<Tone> kCurves{{},
                                {.levels = Range{-0.5, 0.25}},
                                {.curve = ToneCurve::kLinear},
                                {.curve = ToneCurve::kLinear, .levels = Range{0.31, 0.3125}},
                                {.curve = ToneCurve::kSymlog},
                                {.curve = ToneCurve::kSymlog, .parameter = 0.001},
                                {.curve = ToneCurve::kPower},
                                {.curve = ToneCurve::kPower, .parameter = 3, .levels = Range{-2, 1}},
                                {.curve = ToneCurve::kAsinh},
                                {.curve = ToneCurve::kAsinh, .parameter = 10, .levels = Range{-1, 3}}};

TEST(ElementaryFunctions, AreThoseOfTheLibrary) {
  for (double x = 1e-300; x < 1e300; x *= 1.37) {
    EXPECT_NEAR(natural_logarithm(x), std::log(x), 1e-15 * std::max(1.0, std::abs(std::log(x)))) << x;
  }
  for (double x = -699; x < 700; x += 0.173) EXPECT_NEAR(exponential(x) / std::exp(x), 1, 1e-14) << x;
  EXPECT_EQ(exponential(0), 1);
  EXPECT_EQ(exponential(-1e9), 0);
  EXPECT_EQ(exponential(1e9), exponential(700));
}

TEST(Toning, PlacesAreThoseOfTheDefinition) {
  for (const Tone& tone : kCurves) {
    for (double exponent = -6; exponent < 2; exponent += 0.0137) {
      EXPECT_NEAR(place_of(tone, exponent), place_by_definition(tone, exponent), 1e-12)
          << tone_text(tone) << " at " << exponent;
    }
  }
}

TEST(Toning, TanhAloneIsTheMapOfPixelCodeAndNoTable) {
  EXPECT_EQ(toning_of(Tone{}, 256), Toning{});
  EXPECT_EQ(toning_of({.interpolates = true}, 65536), Toning{});
}

// A place of 65536 is narrow where levels are: an index differs from the definition's at most where its boundary is
// within two places, and within what float makes of exponents.
TEST(Toning, IndicesAreThoseOfTheDefinition) {
  constexpr int kEntries = 256;
  for (const Tone& tone : kCurves) {
    const Toning toning = toning_of(tone, kEntries);
    const ToneView view = toning.view(kEntries);
    int off = 0;
    int all = 0;
    const Range range = levels_of(tone).value_or(Range{-3, 1});
    for (double share = 0.0005; share < 1; share += 0.001) {
      const auto exponent = static_cast<float>(range.min + (range.max - range.min) * share);
      const int expected = std::min(static_cast<int>(place_by_definition(tone, exponent) * kEntries), kEntries - 1);
      const int index = color_of(view, exponent);
      EXPECT_NEAR(index, expected, 1) << tone_text(tone) << " at " << exponent;
      off += index != expected ? 1 : 0;
      ++all;
    }
    EXPECT_LE(off, all / 50) << tone_text(tone);
  }
}

TEST(Toning, IndicesRiseWithExponents) {
  std::vector<Tone> tones = kCurves;
  tones.push_back({.curve = ToneCurve::kSplit});
  tones.push_back({.curve = ToneCurve::kQuantile, .quantiles = {-2, -0.5, -0.5, 0.1, 0.4}});
  for (const Tone& tone : tones) {
    const Toning toning = toning_of(tone, 1000);
    std::uint16_t last = 0;
    for (double exponent = -8; exponent < 8; exponent += 0.01) {
      const std::uint16_t index = color_of(toning.view(1000), exponent);
      EXPECT_GE(index, last) << tone_text(tone) << " at " << exponent;
      last = index;
    }
    EXPECT_EQ(color_of(toning.view(1000), -kInfinity), color_of(toning.view(1000), -100.0));
    EXPECT_EQ(color_of(toning.view(1000), kInfinity), color_of(toning.view(1000), 100.0));
  }
}

TEST(Toning, SplitGivesOrderAndChaosHalfThePaletteEach) {
  const Tone split{.curve = ToneCurve::kSplit, .levels = Range{-4, 0.5}};
  const Toning toning = toning_of(split, 512);
  EXPECT_EQ(color_of(toning.view(512), -4.0), 0);
  EXPECT_EQ(color_of(toning.view(512), -1e-3), 255);
  EXPECT_EQ(color_of(toning.view(512), 1e-3), 256);
  EXPECT_NEAR(color_of(toning.view(512), 0.25), 256 + 128, 1);
  EXPECT_NEAR(color_of(toning.view(512), -2.0), 128, 1);
  EXPECT_EQ(color_of(toning.view(512), 0.6), 511);
}

TEST(Toning, QuantilesAreAtEqualPlaces) {
  const Tone tone{.curve = ToneCurve::kQuantile, .quantiles = {-3, -1, 0, 0, 0.5}};
  EXPECT_EQ(place_of(tone, -5), 0);
  EXPECT_EQ(place_of(tone, -3), 0);
  EXPECT_EQ(place_of(tone, -2), 0.125) << "halfway through the first quarter";
  EXPECT_EQ(place_of(tone, -1), 0.25);
  EXPECT_EQ(place_of(tone, 0), 0.625) << "a quarter of the picture is 0: the middle of that quarter";
  EXPECT_EQ(place_of(tone, 0.25), 0.875);
  EXPECT_EQ(place_of(tone, 0.5), 1);
  EXPECT_EQ(place_of(tone, 7), 1);
}

TEST(Toning, OffsetAndRepeatGoRoundThePalette) {
  const auto index = [](double offset, double repeat, double exponent) {
    const Toning toning =
        toning_of({.curve = ToneCurve::kLinear, .levels = Range{0, 1}, .offset = offset, .repeat = repeat}, 100);
    return color_of(toning.view(100), exponent);
  };
  EXPECT_NEAR(index(0.25, 1, 0.5), 75, 1);
  EXPECT_NEAR(index(0.75, 1, 0.5), 25, 1);
  EXPECT_NEAR(index(-0.25, 1, 0.5), 25, 1);
  EXPECT_NEAR(index(0, 4, 0.3), 20, 1);
  EXPECT_EQ(index(0, 4, 1), 99) << "the end is that of the last round";
  EXPECT_NEAR(index(0, 0.5, 1), 49, 1);
}

TEST(Toning, InfiniteExponentsHaveColorsOfTheirOwn) {
  const auto index = [](const Tone& tone, double exponent) {
    const Toning toning = toning_of(tone, 100);
    return color_of(toning.view(100), exponent);
  };
  const Tone both{.superstable = Rgb8{}, .escaped = Rgb8{}};
  EXPECT_EQ(index(both, -kInfinity), 100);
  EXPECT_EQ(index(both, kInfinity), 101);
  EXPECT_EQ(index({.superstable = Rgb8{}}, kInfinity), 99);
  EXPECT_EQ(index({.escaped = Rgb8{}}, kInfinity), 100);
  EXPECT_EQ(index({.escaped = Rgb8{}}, -kInfinity), 0);
  // Everything else stays as it is without them.
  for (double exponent = -9; exponent < 9; exponent += 0.003) {
    EXPECT_EQ(index(both, exponent), index({}, exponent));
  }
}

}  // namespace
}  // namespace lyap
