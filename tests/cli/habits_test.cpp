#include "tests/cli/cli_test.h"

#include <algorithm>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace lyap {
namespace {

// What people type who know other programs, or none.

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class CliHabitsTest : public CliTest {
 protected:
  /// `lyap LINE` is wrong usage, told in one line with all `words`, and makes nothing.
  void expect_refused(const std::string& line, const std::vector<std::string>& words) const {
    const auto before = snapshot();
    const ProgramResult result = run(line);
    EXPECT_EQ(result.status, 2) << "lyap " << line;
    EXPECT_THAT(result.err, IsErrorLineWith(words)) << "lyap " << line;
    EXPECT_EQ(snapshot(), before) << "lyap " << line;
  }
};

TEST_F(CliHabitsTest, GpuMeansCuda) {
  const ProgramResult by_own_name = run("render AB --size 9x9 --backend cuda -o a.png");
  const ProgramResult by_others = run("render AB --size 9x9 --backend gpu -o a.png");
  EXPECT_EQ(by_others.status, by_own_name.status);
  EXPECT_THAT(by_others.err, HasSubstr("cuda"));
}

TEST_F(CliHabitsTest, CmapMeansPalette) {
  succeed("render AB --size 9x9 --quiet --cmap viridis -o a.png");
  succeed("render AB --size 9x9 --quiet --palette viridis -o b.png");
  EXPECT_TRUE(content("a.png") == content("b.png"));
}

TEST_F(CliHabitsTest, WordsOfOthersAreAnsweredWithOurs) {
  expect_refused("render ABC --c 3", {"'--c'", "--set C=3"});
  expect_refused("render ABC --c=3", {"'--c'", "--set C=3"});
  expect_refused("render ABC --c", {"'--c'", "--set C=RATE"});
  expect_refused("render ABC --c 2:3", {"'--c'", "--horizontal C=2:3"});
  expect_refused("animate ABC --c 2:3", {"'--c'", "--sweep C=2:3"});
  expect_refused("render AB --resolution 9x9", {"'--resolution'", "--size"});
  expect_refused("render AB --maxiter 50", {"'--maxiter'", "--iterations"});
  expect_refused("render AB --gpu", {"'--gpu'", "--backend cuda"});
}

TEST_F(CliHabitsTest, ASequenceIsNoCommand) {
  expect_refused("AB", {"'AB'", "lyap render AB"});
  expect_refused("B6A6 --size 9x9", {"'B6A6'", "lyap render B6A6"});
  expect_refused("rendr --help", {"'rendr'", "'render'"});
}

TEST_F(CliHabitsTest, ASequenceIsAskedFor) {
  expect_refused("render", {"SEQUENCE", "such as AB"});
  expect_refused("animate --sweep C=2:3", {"SEQUENCE", "such as AB"});
}

TEST_F(CliHabitsTest, HelpIsACommandToo) {
  EXPECT_EQ(run("help").out, run("--help").out);
  EXPECT_EQ(run("help help").out, run("--help").out);
  for (const char* command : {"render", "animate", "batch", "compare", "bench", "show", "palettes"}) {
    const ProgramResult result = run(std::string("help ") + command);
    EXPECT_EQ(result.status, 0) << command;
    EXPECT_EQ(result.out, run(command + std::string(" --help")).out);
  }
  expect_refused("help rendr", {"'rendr'", "'render'"});
}

TEST_F(CliHabitsTest, HelpOfAFarmsCommandsFitsTheScreen) {
  for (const char* command : {"farm", "farm part", "farm join", "farm resume", "farm status", "farm cancel"}) {
    const std::string help = run(std::string(command) + " --help").out;
    EXPECT_THAT(split_lines(help), Each(SizeIs(Le(100)))) << command;
    for (const char* raw : {"REQUIRED", "INT in", "{true,false}"}) EXPECT_THAT(help, Not(HasSubstr(raw))) << command;
  }
}

TEST_F(CliHabitsTest, AnOptionInTheWrongPlaceIsToldWhereItBelongs) {
  expect_refused("--size 9x9 render AB", {"--size is an option of render, and stands behind it"});
  expect_refused("farm status . --timings", {"unknown option '--timings'", "--json"});
}

TEST_F(CliHabitsTest, HelpFitsTheScreenAndHasTwoExamples) {
  for (const char* command : {"", "render", "recolor", "animate", "batch", "compare", "bench", "backends", "kernels",
                              "show", "import", "palettes"}) {
    const std::vector<std::string> lines = split_lines(run(std::string(command) + " --help").out);
    EXPECT_THAT(lines, Each(SizeIs(Le(100)))) << command;
    const auto examples = std::find(lines.begin(), lines.end(), "Examples:");
    ASSERT_GE(lines.end() - examples, 3) << command;
    EXPECT_THAT(std::vector<std::string>(examples + 1, examples + 3), Each(StartsWith("  lyap "))) << command;
  }
}

TEST_F(CliHabitsTest, HelpTellsLimitsAndWhereCountingBegins) {
  const std::string help = run("render --help").out;
  EXPECT_THAT(help, HasSubstr("2 to 50000000"));
  EXPECT_THAT(help, HasSubstr("0 to 100000000"));
  EXPECT_THAT(help, HasSubstr("counted from 0"));
}

TEST_F(CliHabitsTest, AnOptionWithoutItsValueSaysWhatItTakes) {
  expect_refused("render AB --palette", {"--palette", "its value is missing", "--palette P"});
}

TEST_F(CliHabitsTest, AnOptionIsGivenOnce) {
  expect_refused("render AB --iterations 10 --its 20", {"--iterations is given 2 times", "once"});
  expect_refused("render AB -o a.png -o b.png", {"--output is given 2 times", "once"});
  make_file(folder_ / "c.toml", "size = [\"9x9\", \"8x8\"]\n");
  expect_refused("render AB --config c.toml", {"c.toml:1: --size is given 2 times"});
}

TEST_F(CliHabitsTest, ALetterOfAnAxisIsNoSweep) {
  expect_refused("animate AB --sweep A=2:3 -o a.mp4",
                 {"--sweep: letter A is on the horizontal axis", "another letter"});
  expect_refused("animate AB --circle A,B --center 3,3 --radius 0.2 -o a.mp4", {"--circle: letter A is on the"});
}

TEST_F(CliHabitsTest, ATableWithAWrongNameIsAnsweredWithTheRightOne) {
  make_file(folder_ / "film.toml", "sequence = \"ABC\"\n[timelines.C]\nkeys = [[0, 2], [1, 3]]\n");
  expect_refused("animate film.toml", {"film.toml:2: unknown table 'timelines'", "'timeline'"});
}

TEST_F(CliHabitsTest, ThePaletteSheetIsAPng) {
  expect_refused("palettes -o x.svg", {"-o: 'x.svg' ends in .svg", ".png"});
}

TEST_F(CliHabitsTest, WhatWasPastedByMistakeIsNotEchoedWhole) {
  const std::string much(5000, 'q');
  for (const std::string& line :
       {"render AB --" + much, "render AB --size " + much, "render " + much, much, "render AB --quiet=" + much,
        "render AB --palette " + much + ".map", "render AB --config " + much, "batch " + much, "show " + much}) {
    EXPECT_THAT(run(line).err, AllOf(StartsWith("lyap: error: "), SizeIs(Le(500)))) << line.substr(0, 30);
  }
}

TEST_F(CliHabitsTest, LittleMemoryIsCalledSo) {
  // A sequence of rows 1000000 pixels wide needs more than is allowed, wherever it is that it ends.
  Launch launch = this->launch("render AB --size 1000000x9 --threads 1 --backend cpu-scalar -o a.png");
  launch.before_start = [] {
    constexpr rlimit kLimit{100 << 20, 100 << 20};
    ::setrlimit(RLIMIT_AS, &kLimit);
  };
  const ProgramResult result = run_program(launch);
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, AllOf(Not(HasSubstr("bad_alloc")), HasSubstr("memory"), HasSubstr("'ulimit -v'")));
  EXPECT_THAT(folder_.names(), IsEmpty());
}

}  // namespace
}  // namespace lyap
