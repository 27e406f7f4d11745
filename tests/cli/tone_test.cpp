#include "host/color/palette.h"
#include "tests/cli/cli_test.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace lyap {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class CliToneTest : public CliTest {
 protected:
  std::string comment_of(const std::string& name) const { return decoded(name).text_of("Comment"); }
  std::vector<std::byte> pixels_of(const std::string& name) const { return decoded(name).pixels; }
};

TEST_F(CliToneTest, EveryToneIsAPictureOfItsOwn) {
  std::vector<std::string> pictures;
  for (const std::string tone : {"tanh", "linear:-1:0.5", "symlog", "symlog:0.02", "power", "asinh", "quantile"}) {
    succeed("render AB --size 60x40 --palette viridis --tone " + tone + " -o a.png");
    const std::string pixels = content("a.png");
    EXPECT_EQ(std::ranges::count(pictures, pixels), 0) << tone;
    pictures.push_back(pixels);
  }
}

// Of 256 colours each has its 256th part of the picture, apart from what equal exponents and 64 shares leave.
TEST_F(CliToneTest, QuantilesShowAllColorsEquallyOften) {
  succeed("render AABAB --size 320x200 --a 2.5:3.9 --b 2.5:3.9 --palette viridis --tone quantile -o a.png");
  std::map<int, int> counts;
  for (const std::byte index : pixels_of("a.png")) ++counts[std::to_integer<int>(index) / 16];
  ASSERT_EQ(counts.size(), 16U);
  for (const auto& [sixteenth, count] : counts) EXPECT_NEAR(count, 320 * 200 / 16, 320 * 200 / 64) << sixteenth;
}

TEST_F(CliToneTest, WhatIsFoundIsToldWithThePictureAndMakesItAgain) {
  for (const std::string open : {"--levels auto", "--tone quantile", "--tone split --levels auto"}) {
    succeed("render AB --size 60x40 " + open + " -o a.png");
    EXPECT_THAT(comment_of("a.png"), Not(HasSubstr("auto")));
    succeed("render --like a.png -o b.png");
    EXPECT_TRUE(content("a.png") == content("b.png")) << open;
  }
}

// The colours of a crop are those of the whole, since what was found there is kept.
TEST_F(CliToneTest, ACropOfAPictureHasItsColors) {
  succeed("render AB --size 65x33 --a 2:4 --b 2:4 --tone quantile --palette viridis -o whole.png");
  succeed("render --like whole.png --size 33x17 --a 2:3 --b 3:4 -o crop.png");
  const auto whole = pixels_of("whole.png");
  const auto crop = pixels_of("crop.png");
  for (std::size_t row = 0; row < 17; ++row) {
    for (std::size_t column = 0; column < 33; ++column) {
      ASSERT_EQ(crop[row * 33 + column], whole[row * 65 + column]) << row << " " << column;
    }
  }
}

TEST_F(CliToneTest, AnotherToneForgetsWhatWasFound) {
  succeed("render AB --size 40x30 --tone quantile -o a.png");
  succeed("render --like a.png --tone linear:-1:1 -o b.png");
  succeed("render AB --size 40x30 --tone linear:-1:1 -o c.png");
  EXPECT_TRUE(content("b.png") == content("c.png"));
}

TEST_F(CliToneTest, SplitDrawsOrderAndChaosInPalettesOfTheirOwn) {
  succeed(
      "render AB --size 60x40 --tone split --palette-stable Reds --palette-chaos Blues --save-exponents a.npy -o "
      "a.png");
  succeed("render AB --size 60x40 --tone split --palette Reds+Blues -o b.png");
  EXPECT_TRUE(pixels_of("a.png") == pixels_of("b.png")) << "two ways to say it";
  const std::string npy = content("a.npy");
  const std::size_t start = npy.size() - 60 * 40 * sizeof(float);
  const auto pixels = pixels_of("a.png");
  ASSERT_EQ(pixels.size(), 3U * 60 * 40) << "512 colours";
  for (std::size_t i = 0; i < 60 * 40; ++i) {
    float exponent = 0;
    std::copy_n(&npy[start + i * sizeof exponent], sizeof exponent, reinterpret_cast<char*>(&exponent));
    const int red = std::to_integer<int>(pixels[3 * i]);
    const int blue = std::to_integer<int>(pixels[3 * i + 2]);
    if (std::abs(exponent) > 0.2F) {
      EXPECT_EQ(red > blue, exponent < 0) << exponent;
    }
  }
}

TEST_F(CliToneTest, OrbitsThatEscapeHaveTheColorThatIsAskedFor) {
  succeed("render AB --size 40x40 --a 2:5 --b 2:5 --palette gray --color-escaped #ff0010 -o a.png");
  succeed("render AB --size 40x40 --a 2:5 --b 2:5 --palette gray -o plain.png");
  const auto pixels = pixels_of("a.png");
  const auto plain = pixels_of("plain.png");
  const std::vector<Rgb8> grays = find_palette("gray").entries;
  ASSERT_EQ(pixels.size(), 3 * plain.size()) << "257 colours";
  int escaped = 0;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const bool is_red = pixels[3 * i] == std::byte{0xff} && pixels[3 * i + 1] == std::byte{0};
    escaped += is_red ? 1 : 0;
    if (!is_red) {
      EXPECT_EQ(std::to_integer<int>(pixels[3 * i + 1]), grays[std::to_integer<std::size_t>(plain[i])].g)
          << "gray stays as it was";
    }
  }
  EXPECT_GT(escaped, 40 * 40 / 4);
}

// A palette of three colours gives three flat bands; interpolated, neighbours differ by little.
TEST_F(CliToneTest, InterpolationMakesColorsBetweenThoseOfThePalette) {
  make_file(folder_ / "three.map", "0 0 0\n128 0 0\n255 255 0\n");
  succeed("render AB --size 80x60 --palette three.map -o flat.png");
  succeed("render AB --size 80x60 --palette three.map --interpolate -o smooth.png");
  std::map<std::byte, int> reds;
  const auto pixels = pixels_of("smooth.png");
  for (std::size_t i = 0; i < pixels.size(); i += 3) ++reds[pixels[i]];
  EXPECT_EQ(decoded("flat.png").color_type, PNG_COLOR_TYPE_PALETTE);
  EXPECT_GT(reds.size(), 100U);
}

TEST_F(CliToneTest, RecoloringGivesThePictureOfRendering) {
  for (const std::string tone :
       {"--tone symlog", "--tone split", "--palette-offset 0.3 --palette-repeat 2.5",
        "--levels -1:0.5 --color-superstable white --interpolate", "--levels auto", "--tone quantile"}) {
    succeed("render AB --size 60x40 " + tone + " --save-exponents a.npy -o a.png");
    succeed("recolor a.npy " + tone + " -o b.png");
    EXPECT_TRUE(pixels_of("a.png") == pixels_of("b.png")) << tone;
    succeed("render AB --size 60x40 " + tone + " --depth 16 -o a16.png");
    succeed("recolor a.npy " + tone + " --depth 16 -o b16.png");
    EXPECT_TRUE(pixels_of("a16.png") == pixels_of("b16.png")) << tone;
  }
}

TEST_F(CliToneTest, FramesOfAFilmHaveOneTone) {
  succeed("animate ABC --size 32x24 --sweep C=3:3.5 --frames 4 --levels auto -o f_#.png");
  const std::string comment = comment_of("f_0.png");
  const std::string levels = comment.substr(comment.find("--levels"));
  EXPECT_THAT(levels, Not(HasSubstr("auto")));
  for (const std::string frame : {"f_1.png", "f_2.png", "f_3.png"}) EXPECT_THAT(comment_of(frame), HasSubstr(levels));
}

TEST_F(CliToneTest, ColorsMoveInFilms) {
  succeed(
      "animate AB --size 32x24 --sweep palette-offset=0:0.5 --sweep iterations=100:300 --sweep levels-max=0.5:1 "
      "--frames 3 -o f_#.png");
  EXPECT_THAT(comment_of("f_1.png"), HasSubstr("--iterations 200"));
  EXPECT_THAT(comment_of("f_1.png"), HasSubstr("--palette-offset 0.25"));
  EXPECT_THAT(comment_of("f_1.png"), HasSubstr("--levels -1:0.75"));
  succeed(
      "render AB --size 32x24 --iterations 200 --palette-offset 0.25 --levels -1:0.75 --palette twilight -o still.png");
  EXPECT_TRUE(pixels_of("f_1.png") == pixels_of("still.png"));
}

TEST_F(CliToneTest, PalettesBecomeOneAnotherInFilms) {
  succeed("animate AB --size 32x24 --palette viridis:magma --sweep palette-mix=0:1 --frames 3 -o f_#.png");
  const std::string still = "render AB --size 32x24 --palette ";
  succeed(still + "viridis -o first.png");
  succeed(still + "viridis:magma --palette-mix 0.5 -o between.png");
  succeed(still + "magma -o last.png");
  for (const auto& [frame, picture] :
       {std::pair("f_0.png", "first.png"), {"f_1.png", "between.png"}, {"f_2.png", "last.png"}}) {
    EXPECT_TRUE(pixels_of(frame) == pixels_of(picture)) << frame;
    EXPECT_EQ(decoded(frame).palette, decoded(picture).palette) << frame;
  }
  EXPECT_THAT(comment_of("f_1.png"), HasSubstr("--palette 'viridis:magma' --palette-mix 0.5"));
  EXPECT_NE(decoded("first.png").palette, decoded("between.png").palette);
  const auto refusal = [&](const std::string& words) { return run("animate AB --size 8x8 --frames 3 " + words).err; };
  EXPECT_THAT(refusal("--sweep palette-mix=0:1 -o a.mp4"),
              IsErrorLineWith(std::vector<std::string>{"--sweep", "twilight:magma"}));
  EXPECT_THAT(refusal("--palette bone:hot --sweep palette-mix=0:2 -o a.mp4"),
              IsErrorLineWith(std::vector<std::string>{"palette-mix", "0 to 1"}));
  EXPECT_THAT(refusal("--palette bone:hot --sweep palette-mix=0:1 -o a.gif"),
              IsErrorLineWith(std::vector<std::string>{"GIF"}));
  EXPECT_THAT(run(still + "bone --palette-mix 0.5 -o a.png").err,
              IsErrorLineWith(std::vector<std::string>{"--palette-mix", "bone:magma"}));
}

TEST_F(CliToneTest, ABatchKnowsWhatItHasFound) {
  make_file(folder_ / "jobs.toml",
            "[[render]]\nsequence = \"AB\"\nsize = \"40x30\"\nlevels = \"auto\"\noutput = \"a.png\"\n"
            "[[render]]\nsequence = \"AB\"\nsize = \"40x30\"\ntone = \"quantile\"\noutput = \"b.png\"\n");
  EXPECT_EQ(run("batch jobs.toml").status, 0);
  const auto before = snapshot();
  const ProgramResult again = run("batch jobs.toml --resume");
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(snapshot(), before);
}

TEST_F(CliToneTest, WhatCannotBeIsRefusedInOneLine) {
  const auto refusal = [&](const std::string& words) { return run("render AB --size 8x8 -o a.png " + words).err; };
  EXPECT_THAT(refusal("--tone quantil"), IsErrorLineWith(std::vector<std::string>{"--tone", "did you mean quantile"}));
  EXPECT_THAT(refusal("--levels 1:0"), IsErrorLineWith(std::vector<std::string>{"--levels", "1:0"}));
  EXPECT_THAT(refusal("--tone linear:0:1 --levels 0:1"), IsErrorLineWith(std::vector<std::string>{"leave one"}));
  EXPECT_THAT(refusal("--tone split --palette jet"),
              IsErrorLineWith(std::vector<std::string>{"--palette", "STABLE+CHAOS"}));
  EXPECT_THAT(refusal("--palette-chaos jet --palette bone"), IsErrorLineWith(std::vector<std::string>{"--palette"}));
  EXPECT_THAT(refusal("--color-escaped red"), IsErrorLineWith(std::vector<std::string>{"--color-escaped", "#rrggbb"}));
  EXPECT_THAT(refusal("--palette-repeat 0"), IsErrorLineWith(std::vector<std::string>{"--palette-repeat"}));
  EXPECT_THAT(refusal("--show period --tone split"), IsErrorLineWith(std::vector<std::string>{"period"}));
  EXPECT_THAT(refusal("--quantiles 0,1"), IsErrorLineWith(std::vector<std::string>{"--quantiles"}));
}

}  // namespace
}  // namespace lyap
