#include "host/backends/backend_registry.h"
#include "host/output/npy_reader.h"
#include "tests/cli/film.h"
#include "tests/support/npy_plane.h"
#include "tests/support/reference_pixels.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::EndsWith;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class CliPeriodTest : public CliFilmTest {
 protected:
  std::vector<std::uint32_t> periods(const std::string& name) const {
    return NpyPlane<std::uint32_t>::read(folder_ / name).values;
  }

  void expect_refused(const std::string& line, const std::vector<std::string>& words) const {
    const auto before = folder_.names();
    const ProgramResult result = run(line);
    EXPECT_EQ(result.status, 2) << line;
    EXPECT_THAT(result.err, IsErrorLineWith(words)) << line;
    EXPECT_EQ(folder_.names(), before);
  }
};

/// What a backend gives of a frame of the spec with periods.
std::vector<std::uint32_t> periods_of(const RenderSpec& spec) {
  const std::unique_ptr<Backend> backend = find_backend("cpu").create({});
  const auto frame = std::make_shared<const Frame>(spec, Beside::kPeriods);
  backend->submit(0, frame, {0, spec.size.height});
  const Band band = backend->wait(0);
  return {band.periods.begin(), band.periods.end()};
}

TEST_F(CliPeriodTest, AFileHasThePeriodsThatBackendsFind) {
  RenderSpec spec = spec_of("AABAB");
  spec.size = {131, 57};
  for (const Precision precision : {Precision::kFloat, Precision::kDouble}) {
    spec.precision = precision;
    succeed(std::string("render AABAB --size 131x57 -o a.png --save-period a.npy --precision ") + name_of(precision));
    EXPECT_EQ(read_npy_header(folder_ / "a.npy").size, (Size{131, 57}));
    const std::vector<std::uint32_t> saved = periods("a.npy");
    EXPECT_EQ(saved, periods_of(spec));
    EXPECT_THAT(saved, AllOf(Contains(0U), Contains(Gt(0U)))) << "chaos and cycles";
  }
}

// With rates from 2.6 to 2.9 orbits are drawn in to x > ½, by a tenth a step or more, where x' = r·x·(1 − x) falls with
// x. Rounding keeps the order of numbers, so two steps, a period of the sequence, never turn two states round; such a
// map has no cycles but fixed points.
TEST_F(CliPeriodTest, PeriodsCountMapSteps) {
  for (const std::string precision : {"f32", "f64"}) {
    succeed("render AB --a 2.6:2.9 --b 2.6:2.9 --size 9x9 --iterations 5000 -o a.png --save-period a.npy --precision " +
            precision);
    EXPECT_THAT(periods("a.npy"), AllOf(SizeIs(81), Each(2U)));
  }
}

// In every combination of files each of them is the same as alone.
TEST_F(CliPeriodTest, AllFilesAreMadeInOnePass) {
  for (const std::string palette : {"viridis", "twilight"}) {
    for (const std::string show : {"exponent", "period"}) {
      const std::string line =
          "render AABAB --size 131x57 --iterations 2000 --palette " + palette + " --show " + show + " -o ";
      succeed(line + "alone.png");
      succeed(line + "e.png --save-exponents e.npy");
      succeed(line + "p.png --save-period p.npy");
      succeed(line + "both.png --save-exponents both_e.npy --save-period both_p.npy");
      for (const char* picture : {"e.png", "p.png", "both.png"}) {
        EXPECT_TRUE(content(picture) == content("alone.png")) << line << picture;
      }
      EXPECT_TRUE(content("both_e.npy") == content("e.npy"));
      EXPECT_TRUE(content("both_p.npy") == content("p.npy"));
    }
  }
}

TEST_F(CliPeriodTest, APictureOfPeriodsIsPaintedFromThem) {
  succeed("render AB --size 64x48 --palette viridis --show period -o a.png --save-period a.npy");
  const DecodedPng picture = decoded("a.png");
  const std::vector<std::uint32_t> saved = periods("a.npy");
  ASSERT_EQ(picture.pixels.size(), saved.size());
  const int last = static_cast<int>(picture.palette.size()) - 1;
  for (std::size_t i = 0; i < saved.size(); ++i) {
    const int index = static_cast<int>(picture.pixels[i]);
    // The scale begins at a cycle of one period of the sequence, and its last colour is for no cycle.
    EXPECT_EQ(index == last, saved[i] == 0) << "pixel " << i;
    EXPECT_EQ(index == 0, saved[i] == 2) << "pixel " << i;
  }
  EXPECT_THAT(saved, AllOf(Contains(0U), Contains(2U), Contains(Gt(2U))));
  EXPECT_THAT(comment("a.png"), EndsWith(" --palette 'viridis' --show period"));
}

TEST_F(CliPeriodTest, AnyOneOutputMayBeStandardOutput) {
  const std::string line = "render AB --size 40x30 --quiet";
  succeed(line + " -o a.png --save-exponents e.npy --save-period p.npy");
  EXPECT_TRUE(run(line + " -o b.png --save-period -").out == content("p.npy"));
  EXPECT_TRUE(content("b.png") == content("a.png"));
  EXPECT_TRUE(run(line + " -o - --save-period b.npy").out == content("a.png"));
  EXPECT_TRUE(content("b.npy") == content("p.npy"));
  EXPECT_TRUE(run(line + " -o c.png --save-exponents - --save-period c.npy").out == content("e.npy"));
  EXPECT_TRUE(content("c.npy") == content("p.npy"));
}

TEST_F(CliPeriodTest, OutputsThatCannotBeAreRefused) {
  expect_refused("render AB -o - --save-period -", {"--save-period: standard output gets the picture"});
  expect_refused("render AB -o a.png --save-exponents - --save-period -",
                 {"--save-period: standard output gets the exponents; name another file"});
  expect_refused("render AB -o a.png --save-exponents a.npy --save-period ./a.npy",
                 {"--save-period: ./a.npy gets the exponents"});
  expect_refused("render AB -o a.png --save-period periods.txt", {"--save-period: 'periods.txt'", ".npy"});
  Launch on_terminal = launch("render AB -o a.png --save-period -");
  on_terminal.out = Stream::kTerminal;
  EXPECT_THAT(run_program(on_terminal).err, IsErrorLineWith(std::vector<std::string>{"--save-period: -", "terminal"}));
}

TEST_F(CliPeriodTest, BruteForceFindsNoPeriods) {
  expect_refused("render AB -o a.png --brute-force --save-period a.npy",
                 {"--save-period: ", "brute force looks for no periods"});
  expect_refused("render AB -o a.png --brute-force --show period", {"--show: period", "brute force"});
  expect_refused("animate ABC --sweep C=2:3 --frames 3 --size 16x16 -o a.mp4 --brute-force --show period",
                 {"--show: period", "brute force"});
  make_file(folder_ / "a.toml", "show = \"period\"\nbrute-force = true\n");
  expect_refused("render AB -o a.png --config a.toml", {"a.toml:1: --show: period", "brute force"});
}

TEST_F(CliPeriodTest, OnlyTwoQuantitiesCanBeShown) {
  expect_refused("render AB -o a.png --show periods", {"--show: 'periods'", "exponent and period are accepted"});
}

TEST_F(CliPeriodTest, WhereOneCannotBeWrittenAllStayAsTheyWere) {
  for (const char* name : {"a.png", "e.npy", "p.npy"}) make_file(folder_ / name, "old");
  const auto before = snapshot();
  for (const std::string outputs : {"-o a.png --save-exponents e.npy --save-period no/p.npy",
                                    "-o no/a.png --save-exponents e.npy --save-period p.npy"}) {
    EXPECT_EQ(run("render AB --size 9x9 " + outputs).status, 1) << outputs;
    EXPECT_EQ(snapshot(), before) << outputs;
  }
  for (const std::string outputs :
       {"-o - --save-exponents e.npy --save-period p.npy", "-o a.png --save-exponents - --save-period p.npy",
        "-o a.png --save-exponents e.npy --save-period -"}) {
    Launch full = launch("render AB --size 90x90 " + outputs);
    full.out = Stream::kFullDisk;
    EXPECT_EQ(run_program(full).status, 1);
    EXPECT_EQ(snapshot(), before) << outputs;
  }
}

TEST_F(CliPeriodTest, PeriodsAreNotComparedAsExponents) {
  succeed("render AB --size 16x12 -o a.png --save-exponents e.npy --save-period p.npy");
  expect_refused("compare --left p.npy --right e.npy", {"'p.npy'", "it holds periods"});
  expect_refused("compare AB --size 16x12 --show period", {"--show: period", "exponents are compared"});
  EXPECT_THAT(run("compare --help").out, HasSubstr("periods are not compared"));
  make_file(folder_ / "film.toml",
            "sequence = \"ABC\"\nsweep = \"C=2:3\"\nframes = 3\nsize = \"16x16\"\n"
            "show = \"period\"\n");
  expect_refused("compare film.toml --frames 0:1", {"film.toml:5: --show: period"});
  EXPECT_EQ(run("compare film.toml --frames 0:1 --show exponent").status, 0);
}

// Frames are the stills of their parameters, whatever they show.
TEST_F(CliPeriodTest, FilmsShowPeriodsToo) {
  succeed("animate ABC --sweep C=2.5:3 --frames 3 --size 16x12 --show period -o f_#.png --quiet");
  succeed("render ABC --set C=3 --size 16x12 --show period -o still.png");
  EXPECT_TRUE(content("f_2.png") == content("still.png"));
  EXPECT_EQ(run("animate ABC --sweep C=2.5:3 --frames 3 --size 16x12 --show period -o a.mp4 --quiet").status, 0);
  EXPECT_THAT(probed("a.mp4", "TAG:comment"), HasSubstr(" --show period "));
}

TEST_F(CliPeriodTest, FramesOfAnotherQuantityOrOfBruteForceAreNotResumed) {
  const std::string film = "animate ABC --sweep C=2.5:3 --frames 2 --size 16x12 -o f_#.png --quiet ";
  succeed(film);
  succeed(film + "--resume");
  for (const std::string option : {"--show period", "--brute-force"}) {
    expect_refused(film + "--resume " + option, {"made without " + option + ", now with it"});
  }
  succeed(film + "--show period");
  expect_refused(film + "--resume", {"made with --show period, now without"});
  expect_refused(film + "--resume --brute-force", {"made with --show period, now without"});
}

}  // namespace
}  // namespace lyap
