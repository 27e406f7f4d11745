#include "tests/cli/film.h"

#include <filesystem>
#include <string>
#include <vector>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kHead =
    "sequence = \"ABC\"\nsize = \"9x7\"\niterations = 30\nfps = 4\noutput = \"f_#.png\"\nquiet = true\n";

class CliFilmHabitsTest : public CliFilmTest {
 protected:
  void write(const std::string& name, const std::string& content) const { make_file(folder_ / name, content); }
  void make_folder(const std::string& name) const { std::filesystem::create_directory(folder_ / name); }
};

TEST_F(CliFilmHabitsTest, ATimelineReachesItsLastKey) {
  write("film.toml", std::string(kHead) + "[timeline.C]\nkeys = [[0, 2.5], [1, 3.5]]\n");
  EXPECT_EQ(run("animate film.toml").err, "");
  // 0, 1/4, 2/4, 3/4 and 4/4 of a second.
  EXPECT_THAT(comment("f_4.png"), HasSubstr(" --set C=3.5 "));
  EXPECT_THAT(folder_.names(), ElementsAre("f_0.png", "f_1.png", "f_2.png", "f_3.png", "f_4.png", "film.toml"));
}

TEST_F(CliFilmHabitsTest, AKeyThatNoFrameReachesIsMentioned) {
  Launch launch = this->launch("animate ABC --size 9x7 --fps 4 --duration 1 --iterations 9 -o f_#.png --track");
  launch.arguments.push_back("C 0=2 1=3");
  EXPECT_THAT(run_program(launch).err, AllOf(HasSubstr("note: the last key, at 1 s"), HasSubstr("5 frames")));
}

TEST_F(CliFilmHabitsTest, WhatDoesNotMoveIsMentioned) {
  EXPECT_THAT(run("animate ABC --sweep C=3:3 --size 9x7 --frames 2 --iterations 9 -o f_#.png").err,
              HasSubstr("note: nothing moves"));
  EXPECT_THAT(run("animate ABC --sweep C=3:3 --sweep x0=0:1 --size 9x7 --frames 2 --iterations 9 -o f_#.png").err,
              HasSubstr("note: C does not move"));
  EXPECT_THAT(run("animate ABC --sweep C=3:3.5 --size 9x7 --frames 2 --iterations 9 -o f_#.png").err,
              Not(HasSubstr("note:")));
}

TEST_F(CliFilmHabitsTest, EachKeyHasItsEasingAndEachSideItsKeys) {
  write("film.toml", std::string(kHead) +
                         "set = \"C=3\"\n"
                         "[timeline.horizontal]\nkeys = [[0, \"2:4\", \"hold\"], [1, \"3:4\"]]\n"
                         "[timeline.vertical]\nkeys = [[0, \"2:4\", \"bezier(0.25,0,0.75,1)\"], [1, \"3:4\"]]\n");
  EXPECT_EQ(run("animate film.toml").err, "");
  // Half-way the held side has not moved, and the symmetric curve is half-way.
  EXPECT_THAT(comment("f_2.png"), HasSubstr(" --horizontal A=2:4 --vertical B=2.5:4 "));
  EXPECT_THAT(comment("f_4.png"), HasSubstr(" --horizontal A=3:4 --vertical B=3:4 "));
  const std::string again = run("show f_4.png").out;
  EXPECT_THAT(again, HasSubstr("--horizontal A=3:4"));
}

TEST_F(CliFilmHabitsTest, ABatchTakesAFilmFile) {
  write("film.toml", std::string("sequence = \"ABC\"\nsize = \"9x7\"\niterations = 30\nfps = 4\n") +
                         "[timeline.C]\nkeys = [[0, 2.5], [1, 3.5]]\n");
  write("jobs.toml", "quiet = true\n[[animate]]\nsequence = \"film.toml\"\nsize = \"5x4\"\noutput = \"g_#.png\"\n");
  EXPECT_EQ(run("batch jobs.toml").err, "");
  EXPECT_THAT(comment("g_4.png"), AllOf(HasSubstr(" --set C=3.5 --size 5x4 ")));
}

TEST_F(CliFilmHabitsTest, PathsInAFileAreThoseFromItsFolder) {
  make_folder("sub");
  write("sub/two.map", "0 0 0\n255 255 255\n");
  write("sub/film.toml",
        "sequence = \"ABC\"\nsize = \"9x7\"\niterations = 30\nfps = 4\nframes = 1\nsweep = \"C=2:3\"\n"
        "palette = \"two.map\"\noutput = \"f_#.png\"\nquiet = true\n");
  EXPECT_EQ(run("animate sub/film.toml").err, "");
  EXPECT_TRUE(std::filesystem::exists(folder_ / "sub/f_0.png"));
  write("sub/jobs.toml", "quiet = true\n[[animate]]\nsequence = \"film.toml\"\noutput = \"g_#.png\"\n");
  EXPECT_EQ(run("batch sub/jobs.toml").err, "");
  EXPECT_TRUE(std::filesystem::exists(folder_ / "sub/g_0.png"));
  write("sub/lyap.toml", "size = \"9x7\"\npalette = \"viridis+two.map\"\noutput = \"c.png\"\nquiet = true\n");
  EXPECT_EQ(run("render AB --config sub/lyap.toml").err, "");
  EXPECT_TRUE(std::filesystem::exists(folder_ / "sub/c.png"));
}

TEST_F(CliFilmHabitsTest, ADryRunFailsForWhatWouldFail) {
  const std::string job = "[[render]]\nsequence = \"AB\"\nsize = \"9x7\"\n";
  write("jobs.toml", job + "output = \"a.png\"\n" + job + "output = \"no/b.png\"\n" +
                         "[[animate]]\nsequence = \"ABC\"\nsweep = \"C=2:3\"\nsize = \"16x16\"\noutput = \"c.mp4\"\n"
                         "ffmpeg = \"no-such-ffmpeg\"\n"
                         "[[animate]]\nsequence = \"ABC\"\nsweep = \"C=2:3\"\nsize = \"16x16\"\noutput = \"d.mp4\"\n"
                         "codec = \"no-such-codec\"\n"
                         "[[animate]]\nsequence = \"ABC\"\nsweep = \"C=2:3\"\nsize = \"16x16\"\noutput = \"e.gif\"\n"
                         "fps = 25\n");
  const ProgramResult result = run("batch jobs.toml --dry-run");
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, AllOf(HasSubstr("no/b.png"), HasSubstr("no folder"), HasSubstr("no-such-ffmpeg"),
                                HasSubstr("d.mp4: codec no-such-codec: ffmpeg cannot use it"),
                                HasSubstr("3 of 5 jobs would fail")));
  EXPECT_THAT(folder_.names(), ElementsAre("jobs.toml"));
}

TEST_F(CliFilmHabitsTest, TheNotebooksFilmMayHaveAnotherCircle) {
  // A circle begins at θ = −π (host/spec/movement.h): C at the centre, D a radius below.
  succeed("animate --seq=ACBD --frames 2 --iterations 9 -q -o f_#.png");
  EXPECT_THAT(comment("f_0.png"),
              AllOf(HasSubstr(" --set C=3 --set D=2.8 "), HasSubstr(" --size 512x512 "), HasSubstr("'managua'")));
  succeed("animate --seq=ACBD --xc 2.9 --yc 3.1 --rad 0.25 --frames 2 -q -o g_#.png");
  EXPECT_THAT(comment("g_0.png"), AllOf(HasSubstr(" --set C=2.9 --set D=2.85 "), HasSubstr(" --iterations 100 ")));
}

TEST_F(CliFilmHabitsTest, ExponentsNeedNoPicture) {
  succeed("render AB --size 9x7 --quiet -o none --save-exponents e.npy");
  succeed("render AB --size 9x7 --quiet -o a.png --save-exponents f.npy");
  EXPECT_TRUE(content("e.npy") == content("f.npy"));
  EXPECT_THAT(folder_.names(), ElementsAre("a.png", "e.npy", "f.npy"));
  expect_error(2, "render AB --size 9x7 -o none", {"-o: none"});
}

TEST_F(CliFilmHabitsTest, ExponentsOfFilmsAreNumbered) {
  succeed("animate ABC --sweep C=2:3 --frames 3 --size 9x7 --quiet -o none --save-exponents e_#.npy");
  EXPECT_THAT(folder_.names(), ElementsAre("e_0.npy", "e_1.npy", "e_2.npy"));
  succeed("render ABC --set C=2.5 --size 9x7 --quiet -o none --save-exponents m.npy");
  EXPECT_TRUE(content("e_1.npy") == content("m.npy"));
  succeed(
      "animate ABC --sweep C=2:3 --frames 3 --size 9x7 --palette viridis --levels auto --quiet -o none "
      "--save-exponents a_#.npz");
  succeed("animate ABC --sweep C=2:3 --frames 3 --size 9x7 --palette viridis --levels auto --quiet -o f_#.png");
  EXPECT_EQ(run("show a_1.npz").out, run("show f_1.png").out);
  expect_error(2, "animate ABC --sweep C=2:3 --resume -o none --save-exponents e_#.npz", {"--resume", "leave it out"});
  expect_error(2, "animate ABC --sweep C=2:3 --save-exponents e.npy -o none", {"--save-exponents", "e_####.npy"});
  expect_error(2, "animate ABC --sweep C=2:3 --save-exponents e_#.npy -o a.mp4", {"--save-exponents", "none"});
}

TEST_F(CliFilmHabitsTest, AFilmsCommandCanBeComparedAsItIs) {
  const std::string film = " ABC --sweep C=2:3 --size 9x7 --frames 3 --iterations 9 --range 1:2";
  const ProgramResult result = run(
      "compare" + film + " --codec libx264 --crf 18 --pixel-format yuv420p --every 1 --left cpu --right cpu-scalar");
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("lyap animate 'ABC' "), HasSubstr(" --frames 3 "), HasSubstr(" --range 1:2")));
}

}  // namespace
}  // namespace lyap
