#include "host/color/palette.h"
#include "host/output/npy_reader.h"
#include "kernels/scalar_lane.h"
#include "kernels/tone_map.h"
#include "tests/cli/cli_test.h"

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class CliSaveExponentsTest : public CliTest {
 protected:
  /// The exponents in a file of float32.
  std::vector<float> exponents(const std::string& name) const {
    NpyReader npy(folder_ / name);
    EXPECT_EQ(npy.precision(), Precision::kFloat);
    std::vector<float> values(static_cast<std::size_t>(npy.size().width) * static_cast<std::size_t>(npy.size().height));
    npy.read_rows(std::as_writable_bytes(std::span(values)));
    return values;
  }

  void expect_refused(const std::string& line, const std::vector<std::string>& words) const {
    const ProgramResult result = run(line);
    EXPECT_EQ(result.status, 2) << line;
    EXPECT_THAT(result.err, IsErrorLineWith(words));
    EXPECT_THAT(folder_.names(), IsEmpty());
  }
};

TEST_F(CliSaveExponentsTest, ThePictureIsTheSameAsWithout) {
  for (const std::string palette : {"viridis", "twilight"}) {
    for (const std::string precision : {"f32", "f64"}) {
      const std::string line = "render AABAB --size 131x57 --palette " + palette + " --precision " + precision;
      succeed(line + " -o without.png");
      succeed(line + " -o with.png --save-exponents e.npy");
      EXPECT_TRUE(content("with.png") == content("without.png")) << line;
    }
  }
  EXPECT_THAT(decoded("with.png").text_of("Comment"), Not(HasSubstr("exponents")));
}

TEST_F(CliSaveExponentsTest, ThePictureIsPaintedFromThem) {
  succeed("render AABAB --size 40x30 --palette viridis --precision f32 -o a.png --save-exponents a.npy");
  EXPECT_EQ(NpyReader(folder_ / "a.npy").size(), (Size{40, 30}));
  const DecodedPng picture = decoded("a.png");
  std::size_t pixel = 0;
  for (const float exponent : exponents("a.npy")) {
    const std::int32_t index = palette_index<ScalarLane<float>>(ToneMap{}, exponent, 256.0F);
    ASSERT_EQ(static_cast<int>(picture.pixels.at(pixel)), index) << "pixel " << pixel;
    ++pixel;
  }
  EXPECT_EQ(pixel, picture.pixels.size());
}

TEST_F(CliSaveExponentsTest, TheFileHasThePrecisionOfThePicture) {
  succeed("render AB --size 9x7 --precision f64 -o a.png --save-exponents a.NPY");
  EXPECT_EQ(NpyReader(folder_ / "a.NPY").precision(), Precision::kDouble);
  // B20A20 takes double by itself: see choose_precision().
  succeed("render B20A20 --a 3:4 --b 0.1:1 --size 9x7 -o a.png --save-exponents b.npy");
  EXPECT_EQ(NpyReader(folder_ / "b.npy").precision(), Precision::kDouble);
}

TEST_F(CliSaveExponentsTest, EitherMayGoToStandardOutput) {
  const std::string line = "render AB --size 40x30 --quiet";
  succeed(line + " -o a.png --save-exponents a.npy");
  EXPECT_TRUE(run(line + " -o - --save-exponents b.npy").out == content("a.png"));
  EXPECT_TRUE(content("b.npy") == content("a.npy"));
  EXPECT_TRUE(run(line + " -o b.png --save-exponents -").out == content("a.npy"));
  EXPECT_TRUE(content("b.png") == content("a.png"));
}

TEST_F(CliSaveExponentsTest, OutputsThatCannotBeAreRefused) {
  expect_refused("render AB -o - --save-exponents -", {"--save-exponents: standard output gets the picture"});
  expect_refused("render AB -o a.png --save-exponents a.png", {"--save-exponents: 'a.png'", ".npy"});
  expect_refused("render AB -o a.png --save-exponents exponents", {"--save-exponents: 'exponents'", ".npy"});
  expect_refused("render AB -o a.npy --save-exponents b.npy", {"-o: 'a.npy'", ".png"});
  Launch on_terminal = launch("render AB -o a.png --save-exponents -");
  on_terminal.out = Stream::kTerminal;
  EXPECT_THAT(run_program(on_terminal).err,
              IsErrorLineWith(std::vector<std::string>{"--save-exponents: -", "terminal"}));
}

TEST_F(CliSaveExponentsTest, WhereOneCannotBeWrittenBothStayAsTheyWere) {
  make_file(folder_ / "a.png", "old");
  make_file(folder_ / "a.npy", "old");
  const auto before = snapshot();
  for (const std::string outputs : {"-o a.png --save-exponents no/a.npy", "-o no/a.png --save-exponents a.npy"}) {
    const ProgramResult result = run("render AB --size 9x9 " + outputs);
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, HasSubstr("there is no folder 'no'"));
    EXPECT_EQ(snapshot(), before) << outputs;
  }
  // The end of the picture fails after all exponents were written, and the other way round.
  for (const std::string outputs : {"-o - --save-exponents a.npy", "-o a.png --save-exponents -"}) {
    Launch full = launch("render AB --size 90x90 " + outputs);
    full.out = Stream::kFullDisk;
    EXPECT_EQ(run_program(full).status, 1);
    EXPECT_EQ(snapshot(), before) << outputs;
  }
}

TEST_F(CliSaveExponentsTest, AnInterruptedRunLeavesBothAsTheyWere) {
  make_file(folder_ / "a.png", "old");
  make_file(folder_ / "a.npy", "old");
  const auto before = snapshot();
  // Minutes of work.
  Program program(launch("render AB --size 300x300 --transient 1000000 --backend cpu -o a.png --save-exponents a.npy"));
  ASSERT_TRUE(program.run_until([&](const ProgramResult&) { return folder_.names().size() == 4; }));
  program.send(SIGINT);
  EXPECT_EQ(program.wait().status, 128 + SIGINT);
  EXPECT_EQ(snapshot(), before);
}

constexpr const char* kJob =
    "[[render]]\nsequence = \"AB\"\nsize = \"16x12\"\nprecision = \"f32\"\noutput = \"a.png\"\n"
    "save-exponents = \"a.npy\"\n";

class CliBatchSaveExponentsTest : public CliSaveExponentsTest {
 protected:
  CliBatchSaveExponentsTest() { write(kJob); }

  void write(const std::string& jobs) const { make_file(folder_ / "jobs.toml", jobs); }

  /// What became of the job: the first word of the table.
  std::string resumed() const { return split_words(run("batch jobs.toml --resume").err).at(0); }

  void expect_refused_job(const std::string& job, const std::vector<std::string>& words) const {
    write(job);
    const ProgramResult result = run("batch jobs.toml");
    EXPECT_EQ(result.status, 2);
    EXPECT_THAT(result.err, IsErrorLineWith(words));
  }
};

TEST_F(CliBatchSaveExponentsTest, JobsHaveTheOptionAndTellIt) {
  succeed("batch jobs.toml");
  const std::string exponents = content("a.npy");
  EXPECT_THAT(exponents, Not(IsEmpty()));
  EXPECT_THAT(run("batch jobs.toml --dry-run").out,
              AllOf(StartsWith("lyap render 'AB' "), EndsWith(" -o 'a.png' --save-exponents 'a.npy'\n")));
}

TEST_F(CliBatchSaveExponentsTest, ResumingMakesAStillAnewWhoseExponentsAreMissingOrOthers) {
  succeed("batch jobs.toml");
  const std::string whole = content("a.npy");
  EXPECT_EQ(resumed(), "skipped");
  const auto expect_made_anew = [&](const std::string& why) {
    EXPECT_EQ(resumed(), "done") << why;
    EXPECT_TRUE(content("a.npy") == whole) << why;
    EXPECT_EQ(resumed(), "skipped") << why;
  };
  fs::remove(folder_ / "a.npy");
  expect_made_anew("missing");
  make_file(folder_ / "a.npy", std::string_view(whole).substr(0, whole.size() - 1));
  expect_made_anew("cut");
  make_file(folder_ / "a.npy", whole + "x");
  expect_made_anew("longer");
  make_file(folder_ / "a.npy", "a letter");
  expect_made_anew("no NumPy file");
  succeed("render AB --size 12x16 --precision f32 -o b.png --save-exponents a.npy");
  expect_made_anew("of another size");
  succeed("render AB --size 16x12 --precision f64 -o b.png --save-exponents a.npy");
  expect_made_anew("of another precision");
  succeed("render BA --size 16x12 --precision f32 -o b.png --save-exponents a.npy");
  expect_made_anew("of another fractal, newer than the picture");
}

TEST_F(CliBatchSaveExponentsTest, OutputsThatCannotBeAreRefused) {
  expect_refused_job("[[render]]\nsequence = \"AB\"\noutput = \"a.png\"\nsave-exponents = \"-\"\n",
                     {"jobs.toml", "cannot go to standard output"});
  expect_refused_job(
      std::string(kJob) + "[[render]]\nsequence = \"BA\"\noutput = \"b.png\"\nsave-exponents = \"./a.npy\"",
      {"jobs.toml", "./a.npy is written by the job at "});
  expect_refused_job("[[render]]\nsequence = \"AB\"\noutput = \"a.png\"\nsave-exponents = \"a.txt\"\n",
                     {"jobs.toml", "'a.txt'", ".npy"});
}

}  // namespace
}  // namespace lyap
