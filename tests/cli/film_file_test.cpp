#include "tests/cli/film.h"

#include <string>
#include <vector>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Four pictures a second of nine by seven pixels.
constexpr const char* kHead =
    "sequence = \"ABC\"\n"
    "size = \"9x7\"\n"
    "iterations = 30\n"
    "fps = 4\n"
    "output = \"f_#.png\"\n"
    "quiet = true\n";

class CliFilmFileTest : public CliFilmTest {
 protected:
  void write(const std::string& content) const { make_file(folder_ / "film.toml", content); }

  /// `lyap animate film.toml` refuses `content`: nothing is made, and the line of the file is named.
  void expect_refused(const std::string& content, int line, std::vector<std::string> words) const {
    write(content);
    words.push_back("film.toml:" + std::to_string(line) + ": ");
    expect_error(2, "animate film.toml", words);
    EXPECT_THAT(folder_.names(), ElementsAre("film.toml")) << content;
  }

  /// Refused for what stands in line 7.
  void expect_refused_after_head(const std::string& content, std::vector<std::string> words) const {
    expect_refused(kHead + content, 7, std::move(words));
  }
};

TEST_F(CliFilmFileTest, KeysSetWhatOptionsSet) {
  write(
      "sequence = \"ABCD\"\nsize = \"16x12\"\na = \"2.5:3.5\"\nvertical = \"B=2:3.8\"\niterations = 20\n"
      "transient = 3\nphase = 0\nx0 = 0.25\nprecision = \"f64\"\npalette = \"jet\"\ncircle = [\"C,D\"]\n"
      "center = \"3,3.1\"\nradius = 0.5\nframes = 6\nfps = \"30000/1001\"\nrange = \"1:4\"\noutput = \"a.mkv\"\n"
      "pixel-format = \"yuv444p\"\ncodec = \"libx264\"\ncrf = 30\npreset = \"fast\"\nencoder-args = \"-tune film\"\n"
      "in-flight = 2\nthreads = 1\nbackend = \"cpu\"\nquiet = true\n");
  EXPECT_EQ(run("animate film.toml").err, "");
  EXPECT_EQ(probed("a.mkv", "TAG:COMMENT"),
            "lyap animate 'ABCD' --horizontal A=2.5:3.5 --vertical B=2:3.8 --size 16x12 --iterations 20 --transient 3"
            " --phase 0 --x0 0.25 --precision f64 --palette 'jet' --circle C,D --center 3,3.1 --radius 0.5 --frames 6"
            " --fps 30000/1001 --range 1:4 --pixel-format 'yuv444p' --codec 'libx264' --crf '30' --preset 'fast'"
            " --encoder-args '-tune film'");
  EXPECT_EQ(probed("a.mkv", "nb_read_packets"), "4");
  EXPECT_EQ(probed("a.mkv", "pix_fmt"), "yuv444p");
}

TEST_F(CliFilmFileTest, MovementsAreKeysToo) {
  write(kHead + std::string("set = \"C=3\"\nsweep = [\"x0=0.25:0.75\"]\nzoom = \"3,3\"\nzoom-factor = 4\n"
                            "ping-pong = true\nframes = 4\n"));
  EXPECT_EQ(run("animate film.toml").err, "");
  EXPECT_THAT(comment("f_2.png"), AllOf(HasSubstr(" --horizontal A=2.75:3.25 --vertical B=2.75:3.25 --set C=3 "),
                                        HasSubstr(" --x0 0.75 ")));
  EXPECT_THAT(comment("f_1.png"), HasSubstr(" --x0 0.5 "));
  EXPECT_EQ(content("f_1.png"), content("f_3.png"));
}

TEST_F(CliFilmFileTest, TracksGoThroughTheirKeys) {
  write(kHead + std::string("duration = 2.25\n"
                            "[timeline.C]\nkeys = [[0, 2.5], [1, 3.5], [2, 3]]\n"
                            "[timeline.x0]\ninterpolation = \"smooth\"\nkeys = [[0, 0], [2, 1]]\n"));
  EXPECT_EQ(run("animate film.toml").err, "");
  // Frame k is at k/4 seconds. Smooth is u²·(3 − 2u) with u = k/8.
  EXPECT_THAT(comment("f_0.png"), AllOf(HasSubstr(" --set C=2.5 "), HasSubstr(" --x0 0 ")));
  EXPECT_THAT(comment("f_2.png"), AllOf(HasSubstr(" --set C=3 "), HasSubstr(" --x0 0.15625 ")));
  EXPECT_THAT(comment("f_4.png"), AllOf(HasSubstr(" --set C=3.5 "), HasSubstr(" --x0 0.5 ")));
  EXPECT_THAT(comment("f_6.png"), AllOf(HasSubstr(" --set C=3.25 "), HasSubstr(" --x0 0.84375 ")));
  EXPECT_THAT(comment("f_8.png"), AllOf(HasSubstr(" --set C=3 "), HasSubstr(" --x0 1 ")));
}

TEST_F(CliFilmFileTest, GeometricStepsAreEqualFactors) {
  write(kHead + std::string("duration = 1.25\n"
                            "[timeline.C]\ninterpolation = \"geometric\"\nkeys = [[0, 1], [1, 4]]\n"));
  EXPECT_EQ(run("animate film.toml").err, "");
  EXPECT_THAT(comment("f_0.png"), HasSubstr(" --set C=1 "));
  EXPECT_THAT(comment("f_2.png"), HasSubstr(" --set C=2 "));  // 4 to the half is exact
  EXPECT_THAT(comment("f_4.png"), HasSubstr(" --set C=4 "));
}

TEST_F(CliFilmFileTest, TheWindowMoves) {
  const std::string head = kHead + std::string("set = \"C=3\"\nduration = 1.25\n[timeline.window]\n");
  const std::string keys = "keys = [[0, \"2:4\", \"1:3\"], [1, \"3:3.5\", \"3:3.5\"]]\n";
  write(head + keys);
  EXPECT_EQ(run("animate film.toml").err, "");
  EXPECT_THAT(comment("f_2.png"), HasSubstr(" --horizontal A=2.5:3.75 --vertical B=2:3.25 "));
  EXPECT_THAT(comment("f_4.png"), HasSubstr(" --horizontal A=3:3.5 --vertical B=3:3.5 "));
  write(head + "interpolation = \"smooth\"\n" + keys);
  EXPECT_EQ(run("animate film.toml").err, "");
  // u = 1/4 gives 5/32 of the way: 2 + 5/32, 4 − 0.5·5/32; 1 + 2·5/32, 3 + 0.5·5/32.
  EXPECT_THAT(comment("f_1.png"), HasSubstr(" --horizontal A=2.15625:3.921875 --vertical B=1.3125:3.078125 "));
}

TEST_F(CliFilmFileTest, TheFilmIsAsLongAsItsTimeline) {
  write(kHead + std::string("[timeline.C]\nkeys = [[0, 2.5], [1.5, 3.5]]\n[timeline.x0]\nkeys = [[0, 0.5]]\n"));
  EXPECT_EQ(run("animate film.toml").err, "");
  EXPECT_THAT(folder_.names(),
              ElementsAre("f_0.png", "f_1.png", "f_2.png", "f_3.png", "f_4.png", "f_5.png", "f_6.png", "film.toml"));
}

TEST_F(CliFilmFileTest, TheCommandLineCountsFirst) {
  write(kHead + std::string("duration = 60\nsweep = \"C=2:3\"\n"));
  succeed("animate film.toml --frames 2 --size 5x4 --sweep C=3:3.5 --its 25 --fname g_#.png");
  EXPECT_THAT(folder_.names(), ElementsAre("film.toml", "g_0.png", "g_1.png"));
  EXPECT_THAT(comment("g_1.png"), AllOf(HasSubstr(" --set C=3.5 --size 5x4 --iterations 25 ")));
  succeed("animate film.toml --seq BAC --dur 0.25 -o h_#.png");
  EXPECT_THAT(comment("h_0.png"), HasSubstr("lyap render 'BAC' "));
}

TEST_F(CliFilmFileTest, MistakesInKeysAreRefusedWithTheirLine) {
  expect_refused("sequence = \"AB\"\npalete = \"jet\"\n", 2, {"unknown option 'palete'", "'palette'"});
  expect_refused("sequence = \"A#\"\n", 1, {"'#' at position 2"});
  expect_refused("sequence = \"AB\"\nsize = [1, 2]\n", 2, {"--size"});
  expect_refused("sequence = \"AB\"\nsize = { width = 3 }\n", 2, {"size"});
  expect_refused("sequence = \"AB\"\nping-pong = 3\n", 2, {"3"});
  expect_refused("sequence = \"AB\"\niterations = 1\n", 2, {"--iterations: '1'", "2 to 50000000"});
  expect_refused("sequence = \"AB\"\na = \"2:5000\"\n", 2, {"--a: rate 5000", "-1000 to 1000"});
  expect_refused("sequence = \"AB\"\n\n[timeline\n", 3, {});
  expect_refused("sequence = \"AB\"\nsequence = \"BA\"\n", 2, {"sequence"});
  expect_refused_after_head("set = \"C=3\"\nsweep = \"C=2:3\"", {"letter C moves in this film"});
}

TEST_F(CliFilmFileTest, MistakesInTracksAreRefusedWithTheirLine) {
  expect_refused_after_head("timeline = 3\n", {"a timeline is a table"});
  expect_refused_after_head("timeline.C = 3\n", {"[timeline.C] is a table"});
  expect_refused_after_head("[timeline.CD]\nkeys = [[0, 2]]\n", {"'CD' cannot move"});
  expect_refused_after_head("[timeline.C]\n", {"timeline.C has no keys"});
  expect_refused_after_head("timeline.C.kyes = []\n", {"unknown key 'kyes'", "'keys'"});
  expect_refused_after_head("timeline.C.keys = 3\n", {"a list of keys"});
  expect_refused_after_head("timeline.C.keys = []\n", {"no keyframes"});
  expect_refused_after_head("timeline.C.keys = [[0]]\n", {"[seconds, value]"});
  expect_refused_after_head("timeline.C.keys = [[0, \"2\"]]\n", {"a number"});
  expect_refused_after_head("timeline.C.keys = [[0, nan]]\n", {"not finite"});
  expect_refused_after_head("timeline.C.keys = [[-1, 2]]\n", {"before the film"});
  expect_refused_after_head("timeline.C.keys = [[1, 2], [1, 3]]\n", {"the order of time"});
  expect_refused_after_head("timeline.C = { interpolation = \"cubic\", keys = [[0, 2]] }\n",
                            {"linear, smooth or geometric"});
  expect_refused_after_head("timeline.C = { interpolation = \"geometric\", keys = [[0, -1], [1, 1]] }\n",
                            {"cannot pass from -1 to 1"});
  expect_refused_after_head("timeline.window.keys = [[0, \"2:4\"]]\n", {"[seconds, \"MIN:MAX\", \"MIN:MAX\"]"});
  expect_refused_after_head("timeline.window.keys = [[0, 2, 4]]\n", {"\"2.5:3.4\""});
  expect_refused_after_head("timeline.window.keys = [[0, \"4:2\", \"2:4\"]]\n", {"'4:2'"});
}

TEST_F(CliFilmFileTest, WhatDoesNotFitThePictureIsRefusedWithTheLineOfTheTrack) {
  expect_refused_after_head("timeline.A.keys = [[0, 2]]\n", {"letter A is on the horizontal axis"});
  expect_refused_after_head("timeline.D.keys = [[0, 2]]\n", {"letter D is not in the sequence"});
  expect_refused_after_head("timeline.C.keys = [[0, 2], [1, 1602]]\n", {"rate 1202 is out of reach", "(in frame 3)"});
  expect_refused_after_head("timeline.x0.keys = [[0, 0.5], [1, 1.5]]\nset = \"C=3\"\n", {"x0: 1.25", "(in frame 3)"});
  expect_refused_after_head("timeline.window.keys = [[0, \"2:4\", \"2:4\"], [1, \"2:2000\", \"2:4\"]]\nset = \"C=3\"\n",
                            {"window of A", "(in frame "});
  expect_refused_after_head("timeline.C.keys = [[0, 2]]\nsweep = \"C=2:3\"\n", {"C moves in two ways"});
  expect_refused_after_head("set = \"C=3\"\n[timeline.C]\nkeys = [[0, 2]]\n", {"letter C moves in this film"});
  expect_refused_after_head("frames = 3\nduration = 3\n[timeline.C]\nkeys = [[0, 2]]\n",
                            {"--frames: the duration is given too"});
}

TEST_F(CliFilmFileTest, AFileThatCannotBeReadIsRefused) {
  expect_error(2, "animate none.toml", {"SEQUENCE: file 'none.toml' does not exist"});
  std::filesystem::create_directory(folder_ / "folder.toml");
  expect_error(2, "animate folder.toml", {"'folder.toml' is a folder"});
  expect_error(2, "animate /dev/zero.toml", {"does not exist"});
}

}  // namespace
}  // namespace lyap
