#include "tests/cli/film.h"

#include <string>
#include <utility>
#include <vector>

namespace lyap {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class CliShowTest : public CliFilmTest {
 protected:
  /// What `lyap show LINE` tells, which must be one line and all that is said.
  std::string shown(const std::string& line) const {
    const ProgramResult result = run("show " + line);
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(split_lines(result.out).size(), 1U) << result.out;
    return result.out.substr(0, result.out.find('\n'));
  }
};

TEST_F(CliShowTest, TheCommandOfAPictureMakesItAgainAndIsItsComment) {
  succeed("render A2BC --set C=3.1 --size 40x30 --a 2.5:3.4 --palette viridis -o a.png -q");
  EXPECT_EQ(shown("a.png"), comment("a.png"));
  EXPECT_EQ(run_in_shell(shown("a.png") + " -q -o b.png").status, 0);
  EXPECT_TRUE(content("b.png") == content("a.png"));
}

TEST_F(CliShowTest, ThePictureNeedsNoFfmpegAndNoPaletteFile) {
  make_file(folder_ / "my.map", "0 0 0\n255 255 255\n");
  succeed("render AB --size 4x3 --palette my.map -o a.png -q");
  std::filesystem::remove(folder_ / "my.map");
  EXPECT_THAT(shown("a.png --ffmpeg ./none"), HasSubstr(" --palette 'my.map'"));
}

TEST_F(CliShowTest, ExrFilesCarryItAndWhatIsPaintedOfThemSaysSo) {
  succeed("render AABC --size 8x6 --set C=3 --precision f64 -o a.exr -q");
  succeed("render AABC --size 8x6 --set C=3 --precision f64 -o a.png -q");
  EXPECT_EQ(shown("a.exr"), shown("a.png"));
  EXPECT_EQ(shown("a.exr --json"), shown("a.png --json"));
  succeed("render --like a.exr --size 4x3 -o small.png -q");
  EXPECT_THAT(shown("small.png"), HasSubstr(" --size 4x3 "));
  succeed("recolor a.exr --palette viridis -o painted.png -q");
  expect_error(2, "show painted.png", {"'painted.png': it was painted by lyap recolor"});
  make_file(folder_ / "cut.exr", content("a.exr").substr(0, 90));
  expect_error(2, "show cut.exr", {"cut.exr"});
  make_file(folder_ / "short.exr", content("a.exr").substr(0, content("a.exr").size() - 1));
  expect_error(2, "show short.exr", {"'short.exr': the EXR file is cut or damaged"});
  expect_error(2, "render --like short.exr -o b.png", {"'short.exr': the EXR file is cut or damaged"});
}

TEST_F(CliShowTest, FilmsOfAllContainersButGifCarryIt) {
  for (const std::string name : {"a.mp4", "a.mov", "a.mkv", "a.webm"}) {
    succeed(std::string(kCircleFilm) + "--frames 3 -q -o " + name);
    const bool capitals = name == "a.mkv" || name == "a.webm";
    EXPECT_EQ(shown(name), probed(name, capitals ? "TAG:COMMENT" : "TAG:comment")) << name;
    EXPECT_EQ(shown(name + " --json"), probed(name, capitals ? "TAG:DESCRIPTION" : "TAG:description")) << name;
    EXPECT_THAT(shown(name + " --json"), HasSubstr("\"circle\":[\"C,D\"],\"center\":[\"2.95,2.95\"]")) << name;
  }
  succeed(std::string(kCircleFilm) + "--frames 3 -q -o a.gif");
  expect_error(2, "show a.gif", {"'a.gif': a GIF cannot say how it was made"});
}

TEST_F(CliShowTest, ACommentCanBePastedAndAddedTo) {
  succeed(std::string(kCircleFilm) + "--frames 3 -q -o a.mp4");
  EXPECT_EQ(run_in_shell(probed("a.mp4", "TAG:comment") + " --size 20x18 -q -o b.mp4").status, 2) << "--size twice";
  EXPECT_EQ(run_in_shell(probed("a.mp4", "TAG:comment") + " -q -o b.mp4").status, 0);
  EXPECT_TRUE(content("b.mp4") == content("a.mp4"));
}

TEST_F(CliShowTest, ATimelineIsToldAsOptionsAndAsAFilmFile) {
  make_file(
      folder_ / "film.toml",
      "sequence = \"ABC\"\nsize = \"16x12\"\niterations = 20\nframes = 4\n[timeline.C]\ninterpolation = \"smooth\"\n"
      "keys = [[0, 2.5], [1, 3.8]]\n");
  succeed("animate film.toml -q -o a.mp4");
  EXPECT_THAT(shown("a.mp4"), HasSubstr(" --track 'C smooth 0=2.5 1=3.8' "));
  EXPECT_EQ(run_in_shell(shown("a.mp4") + " -q -o b.mp4").status, 0);
  EXPECT_TRUE(content("b.mp4") == content("a.mp4"));
  const ProgramResult film = run("show --film a.mp4");
  EXPECT_THAT(film.out, HasSubstr("[timeline.C]"));
  make_file(folder_ / "again.toml", film.out);
  succeed("animate again.toml -q -o c.mp4");
  EXPECT_TRUE(content("c.mp4") == content("a.mp4"));
}

TEST_F(CliShowTest, AFrameOfASequenceIsAStill) {
  succeed(std::string(kCircleFilm) + "--frames 3 -q -o f_#.png");
  EXPECT_EQ(run_in_shell(shown("f_1.png") + " -q -o a.png").status, 0);
  EXPECT_TRUE(content("a.png") == content("f_1.png"));
}

TEST_F(CliShowTest, AStillIsNoFilmFile) {
  succeed("render AB --size 4x3 -o a.png -q");
  expect_error(2, "show --film a.png", {"--film: 'a.png' is a picture and no film"});
  expect_error(2, "show --film --json a.png", {"--film", "--json"});
}

TEST_F(CliShowTest, FilmsOfEarlierVersionsTellTheirCommand) {
  const std::string comment =
      "lyap animate 'ABC' --size 16x12 --palette 'jet' [timeline.C linear 0=2 1=3] --frames 4 --fps 30 # lyap 0.1.0";
  output_of("ffmpeg", {"-v", "error", "-f", "lavfi", "-i", "color=red:s=16x12:d=0.1", "-metadata", "comment=" + comment,
                       folder_ / "old.mp4"});
  EXPECT_EQ(shown("old.mp4"),
            "lyap animate 'ABC' --size 16x12 --palette 'jet' --track 'C linear 0=2 1=3' --frames 4 --fps 30");
}

TEST_F(CliShowTest, WhatIsNotOfLyapIsRefused) {
  make_file(folder_ / "text.mp4", "#EXTM3U\nother.ts\n");
  make_file(folder_ / "cut.mp4", std::string("\0\0\0\x20"
                                             "ftypisom",
                                             12));
  output_of("ffmpeg", {"-v", "error", "-f", "lavfi", "-i", "color=red:s=16x12:d=0.1", "-metadata", "comment=mine",
                       folder_ / "other.mp4"});
  expect_error(2, "show none.png", {"'none.png': there is no such file"});
  expect_error(2, "show .", {"'.': it is no regular file"});
  expect_error(2, "show text.mp4", {"'text.mp4': it is no PNG, EXR or NPZ file and no film"});
  expect_error(2, "show cut.mp4", {"'cut.mp4': it does not say how lyap made it"});
  expect_error(2, "show other.mp4", {"'other.mp4': it does not say how lyap made it"});
  expect_error(1, "show other.mp4 --ffmpeg ./none", {"./none"});
}

// A shell would run what follows a line feed that a terminal shows as one, and a terminal what follows an escape.
TEST_F(CliShowTest, ControlCharactersAreNotShown) {
  make_file(folder_ / "a\n.map", "0 0 0\n255 255 255\n");
  Launch render = launch("render AB --size 4x3 -o a.png -q --palette");
  render.arguments.push_back("a\n.map");
  ASSERT_EQ(run_program(render).status, 0);
  expect_error(2, "show a.png", {"control characters", "--json"});
  EXPECT_THAT(shown("--json a.png"), HasSubstr("\"palette\":\"a\\n.map\""));
}

}  // namespace
}  // namespace lyap
