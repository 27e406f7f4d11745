#include "tests/cli/film.h"

#include <string>

namespace lyap {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

class CliShutterTest : public CliFilmTest {};

TEST_F(CliShutterTest, FramesAreRgbAndSayHowTheFilmMadeThem) {
  succeed(std::string(kCircleFilm) + "--frames 4 --shutter 0.5 --shutter-frames 3 -q -o f_#.png");
  EXPECT_EQ(decoded("f_2.png").color_type, PNG_COLOR_TYPE_RGB);
  EXPECT_THAT(comment("f_2.png"), EndsWith(" --shutter 0.5 --shutter-frames 3 --frames 4 --fps 30 --range 2:2"));
  ASSERT_EQ(run_in_shell(comment("f_2.png") + " -q -o again_#.png").status, 0);
  EXPECT_TRUE(content("again_2.png") == content("f_2.png"));
  EXPECT_FALSE(content("f_1.png") == content("f_2.png"));
}

TEST_F(CliShutterTest, ResumesWhatWasMadeWithTheSameShutterAlone) {
  const std::string film = std::string(kCircleFilm) + "--frames 3 -q -o f_#.png ";
  succeed(film + "--shutter 0.5");
  const std::string frame = content("f_1.png");
  std::filesystem::remove(folder_ / "f_1.png");
  succeed(film + "--shutter 0.5 --resume");
  EXPECT_TRUE(content("f_1.png") == frame);
  expect_error(2, film + "--shutter 0.6 --resume", {"f_0.png", "--shutter 0.5, now it is 0.6"});
}

TEST_F(CliShutterTest, FilmsAndFilmFilesTellIt) {
  make_file(folder_ / "film.toml",
            "sequence = \"ACDBCD\"\nshutter = 0.5\nshutter-frames = 4\nsize = \"16x16\"\nframes = 3\n"
            "iterations = 30\ncircle = [\"C,D\"]\ncenter = [\"2.95,2.95\"]\nradius = [0.25]\n");
  succeed("animate film.toml -q -o a.mp4");
  EXPECT_THAT(probed("a.mp4", "TAG:comment"), HasSubstr(" --shutter 0.5 --shutter-frames 4"));
  succeed("animate --like a.mp4 --shutter 1 -q -o b.mp4");
  EXPECT_THAT(probed("b.mp4", "TAG:comment"), HasSubstr(" --shutter 1 --shutter-frames 4"));
  EXPECT_THAT(run("show --film a.mp4").out, HasSubstr("shutter"));
}

TEST_F(CliShutterTest, GifsAverageExponents) {
  succeed(std::string(kCircleFilm) + "--frames 2 --fps 25 --shutter 1 --average exponent -q -o a.gif");
  expect_error(2, std::string(kCircleFilm) + "--frames 2 --fps 25 --shutter 1 -o b.gif", {"--average", "gif"});
}

TEST_F(CliShutterTest, WhatCannotBeIsRefused) {
  const std::string film = std::string(kCircleFilm) + "--frames 2 -o a.mp4 ";
  expect_error(2, film + "--shutter 0", {"--shutter", "above 0 up to 1"});
  expect_error(2, film + "--shutter 1.5", {"--shutter", "above 0 up to 1"});
  expect_error(2, film + "--shutter -1", {"--shutter", "above 0 up to 1"});
  expect_error(2, film + "--shutter half", {"--shutter", "half"});
  expect_error(2, film + "--shutter 1 --shutter-frames 1", {"--shutter-frames", "2 to 64"});
  expect_error(2, film + "--shutter 1 --shutter-frames 65", {"--shutter-frames", "2 to 64"});
  expect_error(2, film + "--shutter-frames 8", {"--shutter-frames", "shutter"});
  expect_error(2, film + "--shutter 1 --samples auto:4", {"--samples", "shutter"});
  expect_error(2, "render AB --shutter 1 -o a.png", {"--shutter"});
  EXPECT_THAT(folder_.names(), testing::IsEmpty());
}

}  // namespace
}  // namespace lyap
