#include "host/color/deep_pixel.h"
#include "tests/cli/film.h"
#include "tests/support/decoded_exr.h"

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

// Films as sequences of pictures with more than 8 bits a channel.

namespace lyap {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

const std::string kFilm = std::string(kCircleFilm) + "--frames 4 -q ";

class CliDeepFramesTest : public CliFilmTest {};

TEST_F(CliDeepFramesTest, FramesOf16BitsAreTheStillsThatTheySay) {
  for (const std::string sampling : {"", "--samples 2 "}) {
    succeed(kFilm + sampling + "--depth 16 -o f_#.png");
    for (const std::string frame : {"f_0.png", "f_3.png"}) {
      EXPECT_EQ(decoded(frame).bit_depth, 16);
      EXPECT_THAT(comment(frame), EndsWith(" --depth 16"));
      ASSERT_EQ(run_in_shell(comment(frame) + " -o again.png").status, 0);
      EXPECT_TRUE(content("again.png") == content(frame)) << frame << sampling;
    }
  }
}

TEST_F(CliDeepFramesTest, ExrFramesHaveTheColorsOfTheStillsThatTheySay) {
  for (const std::string sampling : {"", "--samples 2 "}) {
    succeed(kFilm + sampling + "-o f_#.exr");
    for (const std::string frame : {"f_0.exr", "f_3.exr"}) {
      const DecodedExr image = read_exr(folder_ / frame);
      ASSERT_EQ(run_in_shell(image.texts.at("lyapCommand") + " -o again.exr").status, 0);
      const DecodedExr again = read_exr(folder_ / "again.exr");
      for (const char* channel : {"R", "G", "B"}) {
        const auto& halves = image.halves.at(channel);
        EXPECT_EQ(std::memcmp(halves.data(), again.halves.at(channel).data(), halves.size() * sizeof(half)), 0)
            << frame << ' ' << channel;
      }
      EXPECT_EQ(image.channels.contains("samples"), !sampling.empty());
    }
  }
  EXPECT_THAT(run("show f_1.exr").out, HasSubstr("lyap render"));
}

// Byte for byte, with exponents, also where tone and palette move.
TEST_F(CliDeepFramesTest, ExrFramesAreTheFilesOfTheirStills) {
  for (const std::string look : {"", "--tone symlog --levels auto ", "--sweep levels-max=1:2 --levels -1:1 ",
                                 "--palette twilight:magma --sweep palette-mix=0:1 ", "--precision f64 "}) {
    succeed(kFilm + look + "-o f_#.exr");
    for (const std::string frame : {"f_0.exr", "f_3.exr"}) {
      const DecodedExr image = read_exr(folder_ / frame);
      EXPECT_TRUE(image.channels.contains("lambda")) << look;
      EXPECT_EQ(image.channels.contains("lambda_low"), look.find("f64") != look.npos);
      ASSERT_EQ(run_in_shell(image.texts.at("lyapCommand") + " -o again.exr").status, 0);
      EXPECT_TRUE(content("again.exr") == content(frame)) << frame << ' ' << look;
    }
  }
}

TEST_F(CliDeepFramesTest, ExrFramesAreColoredAnewAsAFilm) {
  succeed(kFilm + "-o f_#.exr");
  succeed(kFilm + "--palette viridis -o v_#.png");
  succeed("recolor f_#.exr --palette viridis -o c_#.png");
  for (const char* frame : {"_0.png", "_3.png"}) {
    EXPECT_EQ(decoded(std::string("v") + frame).pixels, decoded(std::string("c") + frame).pixels);
  }
}

TEST_F(CliDeepFramesTest, WhereColorsStandForNoSingleExponentFramesHaveColorsAlone) {
  for (const std::string option : {"--samples 2 ", "--shutter 0.5 --shutter-frames 2 ", "--show period "}) {
    succeed(kFilm + option + "-o f_#.exr");
    EXPECT_FALSE(read_exr(folder_ / "f_0.exr").channels.contains("lambda")) << option;
  }
}

TEST_F(CliDeepFramesTest, SequencesOfExrFilesAreResumed) {
  succeed(kFilm + "-o f_#.exr");
  const auto whole = snapshot();
  std::filesystem::remove(folder_ / "f_1.exr");
  std::filesystem::resize_file(folder_ / "f_2.exr", std::filesystem::file_size(folder_ / "f_2.exr") / 2);
  succeed(kFilm + "-o f_#.exr --resume");
  EXPECT_EQ(snapshot(), whole);
  std::string other = kFilm + "-o f_#.exr --resume";
  other.replace(other.find("--iterations 30"), 15, "--iterations 31");
  expect_error(2, other, {"'f_0.exr'", "--iterations 30, now it is 31", "instead of resuming"});
  make_file(folder_ / "f_2.exr", "a text");
  expect_error(2, kFilm + "-o f_#.exr --resume", {"'f_2.exr' is no EXR file"});
}

TEST_F(CliDeepFramesTest, AFilmLikeAPictureOf16BitsNeedNotBeMadeOfSuch) {
  succeed("render AB --size 16x16 --depth 16 -o a.png");
  succeed("animate --like a.png --sweep x0=0.2:0.8 --frames 2 -q -o a.mp4");
  succeed("animate --like a.png --sweep x0=0.2:0.8 --frames 2 -q -o f_#.png");
  EXPECT_EQ(decoded("f_1.png").bit_depth, 16);
  succeed("render --like a.png -o a.exr");
}

TEST_F(CliDeepFramesTest, DepthsThatCannotBeAreRefused) {
  expect_error(2, kFilm + "-o f_#.exr --depth 16", {"--depth: EXR files have colours of half precision"});
  expect_error(2, kFilm + "-o a.mp4 --depth 16", {"--depth", "pixel format"});
  expect_error(2, kFilm + "-o f_#.png --depth 10", {"--depth: '10' bits", "8 and 16"});
  EXPECT_THAT(folder_.names(), testing::IsEmpty());
}

}  // namespace
}  // namespace lyap
