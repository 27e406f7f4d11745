#include "kernels/bt709.h"

#include "tests/support/random.h"
#include "tests/support/reference_yuv.h"

#include <cmath>
#include <ostream>

#include <gtest/gtest.h>

namespace lyap {

std::ostream& operator<<(std::ostream& out, const YCbCr& color) {
  return out << color.y << ' ' << color.cb << ' ' << color.cr;
}

namespace {

constexpr Rgb8 kBlack{0, 0, 0};
constexpr Rgb8 kWhite{255, 255, 255};
constexpr Rgb8 kRed{255, 0, 0};
constexpr Rgb8 kGreen{0, 255, 0};
constexpr Rgb8 kBlue{0, 0, 255};
constexpr Rgb8 kCyan{0, 255, 255};
constexpr Rgb8 kMagenta{255, 0, 255};
constexpr Rgb8 kYellow{255, 255, 0};

// Full colour bars, as test pictures and their specifications have them.
TEST(Bt709, ColorBarsHaveThePublishedSamples) {
  EXPECT_EQ(bt709_limited(kBlack, 1), (YCbCr{16, 128, 128}));
  EXPECT_EQ(bt709_limited(kWhite, 1), (YCbCr{235, 128, 128}));
  EXPECT_EQ(bt709_limited(kRed, 1), (YCbCr{63, 102, 240}));
  EXPECT_EQ(bt709_limited(kGreen, 1), (YCbCr{173, 42, 26}));
  EXPECT_EQ(bt709_limited(kBlue, 1), (YCbCr{32, 240, 118}));
  EXPECT_EQ(bt709_limited(kCyan, 1), (YCbCr{188, 154, 16}));
  EXPECT_EQ(bt709_limited(kMagenta, 1), (YCbCr{78, 214, 230}));
  EXPECT_EQ(bt709_limited(kYellow, 1), (YCbCr{219, 16, 138}));
}

// The standard's table of 10-bit codes: 64 and 940 for black and white, 512 for no chroma, 64 and 960 for the peaks.
TEST(Bt709, PeaksOf10BitsAreThoseOfTheStandard) {
  EXPECT_EQ(bt709_limited(kBlack, 4), (YCbCr{64, 512, 512}));
  EXPECT_EQ(bt709_limited(kWhite, 4), (YCbCr{940, 512, 512}));
  EXPECT_EQ(bt709_limited(kRed, 4).cr, 960);
  EXPECT_EQ(bt709_limited(kCyan, 4).cr, 64);
  EXPECT_EQ(bt709_limited(kBlue, 4).cb, 960);
  EXPECT_EQ(bt709_limited(kYellow, 4).cb, 64);
}

TEST(Bt709, GreyHasNoChroma) {
  for (int level = 0; level < 256; ++level) {
    const auto value = static_cast<std::uint8_t>(level);
    for (const int scale : {1, 4, 32}) {
      const YCbCr grey = bt709_limited(Rgb8{value, value, value}, scale);
      EXPECT_EQ(grey.cb, 128 * scale);
      EXPECT_EQ(grey.cr, 128 * scale);
    }
  }
}

TEST(Bt709, EverySampleIsTheNearestToTheFormula) {
  Random random(709);
  const auto level = [&] { return static_cast<std::uint8_t>(random.between(0, 255)); };
  for (int i = 0; i < 200'000; ++i) {
    const Rgb8 color{level(), level(), level()};
    const ExactYuv exact(color);
    for (const int scale : {1, 4, 32}) {
      const YCbCr actual = bt709_limited(color, scale);
      ASSERT_EQ(actual, (YCbCr{nearest(scale * exact.y), nearest(scale * exact.cb), nearest(scale * exact.cr)}))
          << "scale " << scale << " of " << int{color.r} << ' ' << int{color.g} << ' ' << int{color.b};
    }
  }
}

// 2126·R + 7152·G + 722·B is 425000 for these, and 219·425000/(255·10000) is 36.5.
TEST(Bt709, HalvesAreRoundedUp) {
  for (const Rgb8& color : {Rgb8{10, 51, 54}, Rgb8{27, 41, 103}, Rgb8{140, 17, 8}}) {
    EXPECT_EQ(bt709_limited(color, 1).y, 16 + 37);
  }
}

}  // namespace
}  // namespace lyap
