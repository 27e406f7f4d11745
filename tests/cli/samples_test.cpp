#include "host/color/deep_pixel.h"
#include "tests/cli/film.h"
#include "tests/support/decoded_exr.h"

#include <cstring>
#include <string>
#include <vector>

namespace lyap {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

class CliSamplesTest : public CliFilmTest {};

TEST_F(CliSamplesTest, AveragesOfColorsAreRgbAndSayHowTheyWereMade) {
  succeed("render AB --size 40x30 --palette viridis --samples 4 -o a.png");
  const DecodedPng image = decoded("a.png");
  EXPECT_EQ(image.color_type, PNG_COLOR_TYPE_RGB);
  EXPECT_EQ(image.pixels.size(), 3U * 40 * 30);
  EXPECT_THAT(comment("a.png"), EndsWith(" --samples 4"));
}

TEST_F(CliSamplesTest, AveragesOfExponentsKeepThePalettesColors) {
  succeed("render AB --size 40x30 --palette viridis --aa 3 --average exponent --filter mitchell -o a.png");
  EXPECT_EQ(decoded("a.png").color_type, PNG_COLOR_TYPE_PALETTE);
  EXPECT_THAT(comment("a.png"), EndsWith(" --samples 3 --filter mitchell --average exponent"));
}

TEST_F(CliSamplesTest, TheCommentMakesTheSameFileAgain) {
  for (const std::string sampling :
       {"--samples 2", "--samples auto:3", "--samples auto:2 --average exponent", "--filter gaussian",
        "--samples 5 --average exponent", "--samples 2 --show period"}) {
    succeed("render AABAB --size 40x30 " + sampling + " -o a.png");
    ASSERT_EQ(run_in_shell(comment("a.png") + " -o again.png").status, 0);
    EXPECT_TRUE(content("again.png") == content("a.png")) << sampling;
  }
}

TEST_F(CliSamplesTest, OneSampleIsThePictureAsItWas) {
  succeed("render AB --size 40x30 --samples 1 --filter box --average color -o one.png");
  succeed("render AB --size 40x30 -o plain.png");
  EXPECT_TRUE(content("one.png") == content("plain.png"));
}

TEST_F(CliSamplesTest, FramesOfFilmsAreThePictures) {
  make_file(folder_ / "film.toml",
            "sequence = \"ACDBCD\"\naa = 2\nfilter = \"triangle\"\nsize = \"16x16\"\nframes = 3\n"
            "iterations = 30\ncircle = [\"C,D\"]\ncenter = [\"2.95,2.95\"]\nradius = [0.25]\n");
  succeed("animate film.toml -q -o f_##.png");
  for (const std::string frame : {"f_00.png", "f_02.png"}) {
    ASSERT_EQ(run_in_shell(comment(frame) + " -o again.png").status, 0);
    EXPECT_TRUE(content("again.png") == content(frame)) << frame;
  }
  succeed(std::string(kCircleFilm) + "--samples 3 --frames 2 -q -o a.mp4");
  EXPECT_THAT(probed("a.mp4", "TAG:comment"), HasSubstr(" --samples 3"));
}

TEST_F(CliSamplesTest, AdaptiveOnesAreToldInFilesAndRecipes) {
  make_file(folder_ / "film.toml",
            "sequence = \"ACDBCD\"\nsamples = \"auto:3\"\nsize = \"16x16\"\nframes = 2\n"
            "iterations = 30\ncircle = [\"C,D\"]\ncenter = [\"2.95,2.95\"]\nradius = [0.25]\n");
  succeed("animate film.toml -q -o f_##.png");
  EXPECT_THAT(comment("f_01.png"), HasSubstr(" --samples auto:3"));
  succeed("render --like f_01.png -o again.png");
  EXPECT_TRUE(content("again.png") == content("f_01.png"));
}

TEST_F(CliSamplesTest, AveragesHave16BitsWhereTheyAreAskedFor) {
  succeed("render AB --size 40x30 --samples 4 --depth 16 -o a.png");
  const DecodedPng image = decoded("a.png");
  EXPECT_EQ(image.color_type, PNG_COLOR_TYPE_RGB);
  EXPECT_EQ(image.bit_depth, 16);
  EXPECT_THAT(comment("a.png"), EndsWith(" --samples 4 --depth 16"));
  ASSERT_EQ(run_in_shell(comment("a.png") + " -o again.png").status, 0);
  EXPECT_TRUE(content("again.png") == content("a.png"));
}

// The levels of a PNG file of 16 bits, decoded as IEC 61966-2-1 says.
TEST_F(CliSamplesTest, AveragesInExrFilesAreThoseOfPngFilesInLinearLight) {
  for (const std::string sampling : {"--samples 3", "--samples 3 --show period", "--samples 3 --average exponent"}) {
    succeed("render AB --size 40x30 --iterations 400 " + sampling + " --depth 16 -o a.png");
    succeed("render AB --size 40x30 --iterations 400 " + sampling + " -o a.exr");
    const DecodedExr exr = read_exr(folder_ / "a.exr");
    const std::vector<std::byte> levels = decoded("a.png").pixels;
    const std::vector<DeepPixel> pixels = LinearHalves().of(levels);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      const std::uint16_t halves[] = {exr.halves.at("R")[i].bits(), exr.halves.at("G")[i].bits(),
                                      exr.halves.at("B")[i].bits()};
      ASSERT_EQ(std::memcmp(halves, pixels[i].data(), sizeof halves), 0) << sampling << ", pixel " << i;
    }
    EXPECT_EQ(exr.numbers.at("samples"), std::vector<std::uint32_t>(1200, 9));
    EXPECT_FALSE(exr.channels.contains("lambda")) << "averages have no exponent";
  }
  EXPECT_EQ(run("show a.exr").status, 0);
  expect_error(2, "recolor a.exr -o b.png", {"no exponents"});
}

TEST_F(CliSamplesTest, WhatCannotBeIsRefused) {
  expect_error(2, "render AB --samples 0 -o a.png", {"--samples", "1 to 16"});
  expect_error(2, "render AB --samples 17 -o a.png", {"--samples", "1 to 16"});
  expect_error(2, "render AB --samples auto:0 -o a.png", {"--samples", "2 to 16"});
  expect_error(2, "render AB --samples auto:17 -o a.png", {"--samples", "2 to 16"});
  expect_error(2, "render AB --samples aut:4 -o a.png", {"--samples", "did you mean auto:4"});
  expect_error(2, "render AB --samples auto:4 --filter mitchell -o a.png", {"--filter", "mitchell", "box"});
  expect_error(2, "render AB --filter lancos -o a.png", {"--filter", "did you mean lanczos"});
  expect_error(2, "render AB --average lambda -o a.png", {"--average", "exponent"});
  expect_error(2, "render AB --samples 2 --save-exponents a.npy -o a.png", {"--save-exponents", "samples"});
  expect_error(2, "render AB --samples 2 --save-period a.npy -o a.png", {"--save-period", "samples"});
  expect_error(2, "render AB --average exponent --show period -o a.png", {"--average", "period"});
  expect_error(2, std::string(kCircleFilm) + "--samples 2 --frames 2 -o a.gif", {"--average", "gif"});
  EXPECT_THAT(folder_.names(), testing::IsEmpty());
}

}  // namespace
}  // namespace lyap
