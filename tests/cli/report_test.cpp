#include "host/system/file_descriptor.h"
#include "tests/cli/cli_test.h"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::MatchesRegex;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

/// A picture of more than a megabyte in many bands.
constexpr const char* kLargePicture =
    "render AB -o a.png --size 2000x2000 --iterations 60 --backend cpu-scalar --threads 1";

bool shows_progress(const std::string& text) {
  return text.find(" % ") != std::string::npos;
}

class CliReportTest : public CliTest {
 protected:
  Launch on_terminal(const std::string& line) const {
    Launch launch = this->launch(line);
    launch.err = Stream::kTerminal;
    launch.environment = {{"TERM", "xterm"}};
    return launch;
  }

  /// Renders the picture to a.png, a FIFO from which nothing is read before the first half second of the work is over.
  /// As the program cannot go on meanwhile, that is long work on every machine.
  ProgramResult render_slowly(Launch launch) const {
    const std::string fifo = folder_ / "a.png";
    EXPECT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    const FileDescriptor reader(::open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    ::fcntl(reader.get(), F_SETPIPE_SZ, 4096);
    Program program(launch);
    pollfd first_bytes{reader.get(), POLLIN, 0};
    EXPECT_TRUE(program.run_until([&](const ProgramResult&) { return ::poll(&first_bytes, 1, 0) > 0; }));
    std::this_thread::sleep_for(std::chrono::milliseconds(600));
    ::fcntl(reader.get(), F_SETFL, 0);
    std::vector<char> bytes(1 << 20);
    ssize_t picture = 0;
    for (ssize_t count = 1; count > 0; picture += count) count = ::read(reader.get(), bytes.data(), bytes.size());
    // It is written in blocks of a quarter of that; some came before the last bands.
    EXPECT_GT(picture, 1 << 20);
    return program.wait();
  }
};

TEST_F(CliReportTest, TheSummaryIsOneLineWithBackendDevicePrecisionRateTimeAndFile) {
  const ProgramResult result = run("render AB --size 40x30 -o a.png --backend cpu-scalar --threads 1");
  EXPECT_THAT(result.err, MatchesRegex("cpu-scalar \\(1 thread\\), f32, [0-9.e-]+ G iterations/s, [0-9.]+ s: a\\.png "
                                       "\\(40x30\\)\n"));
}

TEST_F(CliReportTest, QuietSaysNothing) {
  for (const std::string quiet : {"--quiet", "-q"}) {
    const ProgramResult result = run("render AB --size 40x30 " + quiet);
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(result.out, "");
  }
}

TEST_F(CliReportTest, QuietDoesNotHideErrors) {
  EXPECT_THAT(run("render AB --quiet --a 3:2").err, StartsWith("lyap: error: --a"));
}

TEST_F(CliReportTest, TimingsTellWhereTheTimeWent) {
  const ProgramResult result = run("render AB --size 40x30 -o a.png --quiet --timings --backend cpu-scalar");
  EXPECT_THAT(result.err, MatchesRegex("timings: [0-9.]+ s in all; .* computing .* compressing and writing .*; "
                                       "[0-9.]+ % of [-+e0-9.]+ G map steps computed, .* \\(code path scalar\\)\n"));
  EXPECT_THAT(run("render AB --size 100x100 --iterations 1001 -o a.png --quiet --timings --brute-force").err,
              HasSubstr("; all 0.01 G map steps computed (code path "));
}

TEST_F(CliReportTest, ATerminalSeesTheProgressOfLongWorkUntilItIsWipedAway) {
  const ProgramResult result = render_slowly(on_terminal(kLargePicture));
  EXPECT_EQ(result.status, 0);
  EXPECT_TRUE(shows_progress(result.err)) << result.err;
  const auto wiped = result.err.rfind("\r\x1b[K");
  ASSERT_NE(wiped, std::string::npos);
  const std::string rest = result.err.substr(wiped + 4);
  EXPECT_THAT(rest, AllOf(StartsWith("cpu-scalar (1 thread)"), EndsWith("a.png (2000x2000)\n")));
  EXPECT_THAT(split_lines(rest), SizeIs(1));
  EXPECT_EQ(result.err.find('\n'), result.err.size() - 1);
}

TEST_F(CliReportTest, ProgressIsShownOfSmallPicturesWithLongOrbits) {
  Program program(
      on_terminal("render AB -o a.png --size 300x300 --transient 1000000 --backend cpu-scalar --threads 1"));
  EXPECT_TRUE(program.run_until([](const ProgramResult& result) { return shows_progress(result.err); }));
}

TEST_F(CliReportTest, APipeSeesNoBarAndNoTerminalCodes) {
  EXPECT_THAT(render_slowly(launch(kLargePicture)).err, MatchesRegex("cpu-scalar [ -~]*\n"));
}

TEST_F(CliReportTest, AQuietRunShowsNoProgress) {
  EXPECT_EQ(render_slowly(on_terminal(std::string(kLargePicture) + " --quiet")).err, "");
}

TEST_F(CliReportTest, ADumbTerminalSeesNoBarAndNoTerminalCodes) {
  Launch launch = on_terminal(kLargePicture);
  launch.environment = {{"TERM", "dumb"}};
  EXPECT_THAT(render_slowly(launch).err, MatchesRegex("cpu-scalar [ -~]*\n"));
}

TEST_F(CliReportTest, AnInterruptedRunWipesTheProgressAway) {
  Program program(on_terminal("render AB -o a.png --size 20000x20000 --backend cpu-scalar --threads 1"));
  ASSERT_TRUE(program.run_until([](const ProgramResult& result) { return shows_progress(result.err); }));
  program.send(SIGINT);
  EXPECT_THAT(program.wait().err, EndsWith("\r\x1b[Klyap: error: interrupted\n"));
}

TEST_F(CliReportTest, VersionNamesTheBackendsCompiledIn) {
  const ProgramResult result = run("--version");
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out, MatchesRegex("lyap [0-9]+\\.[0-9]+\\.[0-9]+\nbackends compiled in: .*cpu-scalar\n"));
}

TEST_F(CliReportTest, BackendsTellsWhatRunsHereAndWhyTheRestCannot) {
  const ProgramResult result = run("backends");
  EXPECT_EQ(result.status, 0);
  for (const char* name : {"cuda", "cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"}) {
    EXPECT_THAT(result.out, HasSubstr(name));
  }
  for (const std::string& line : split_lines(result.out)) {
    EXPECT_THAT(line, AnyOf(HasSubstr("runs here"), MatchesRegex(".* cannot run: .+"),
                            StartsWith("GPU code in this program: ")));
  }
  const auto taken = result.out.find("taken by auto");
  EXPECT_NE(taken, std::string::npos);
  EXPECT_EQ(result.out.find("taken by auto", taken + 1), std::string::npos);
}

TEST_F(CliReportTest, HelpIsGroupedAndShowsDefaults) {
  const ProgramResult result = run("render --help");
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
  for (const char* group :
       {"Picture:", "Parameter plane:", "Exponent:", "Computing:", "Reports:", "Spellings of the notebook:"}) {
    EXPECT_THAT(split_lines(result.out), Contains(group));
  }
  for (const char* shown :
       {"[4k]", "[2:4]", "[A=2:4]", "[400]", "[0]", "[1]", "[0.5]", "[auto]", "[twilight]", "[SEQUENCE.png]"}) {
    EXPECT_THAT(result.out, HasSubstr(shown));
  }
  for (const char* option : {"-o",          "--size",        "--a",     "--b",       "--set",       "--iterations",
                             "--transient", "--phase",       "--x0",    "--palette", "--precision", "--backend",
                             "--device",    "--threads",     "--quiet", "--timings", "--seq",       "--brute-force",
                             "--show",      "--save-period", "--fname", "--width",   "--height",    "--xmin",
                             "--xmax",      "--ymin",        "--ymax",  "--its",     "--pal",       "--cores"}) {
    EXPECT_THAT(result.out, HasSubstr(option));
  }
  EXPECT_THAT(split_lines(result.out), Each(SizeIs(Le(100))));
}

TEST_F(CliReportTest, TheProgramsHelpNamesItsCommands) {
  EXPECT_THAT(run("--help").out, AllOf(HasSubstr("render"), HasSubstr("backends"), HasSubstr("palettes")));
}

TEST_F(CliReportTest, PalettesAreListedByName) {
  const ProgramResult result = run("palettes");
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out, AllOf(HasSubstr("twilight  "), HasSubstr("viridis_r"), HasSubstr("Accent")));
}

TEST_F(CliReportTest, PalettesCanBeDrawn) {
  succeed("palettes -o sheet.png");
  EXPECT_TRUE(run("palettes -o -").out == content("sheet.png"));
  const DecodedPng sheet = decoded("sheet.png");
  EXPECT_EQ(sheet.color_type, PNG_COLOR_TYPE_RGB);
  EXPECT_EQ(sheet.pixels.size(), std::size_t{3} * sheet.width * sheet.height);
}

TEST_F(CliReportTest, AReaderThatHasSeenEnoughIsNoError) {
  for (const char* line : {"palettes", "backends", "--help", "render --help", "--version"}) {
    Launch launch = this->launch(line);
    launch.out = Stream::kAbandoned;
    const ProgramResult result = run_program(launch);
    EXPECT_EQ(result.status, 0) << line;
    EXPECT_EQ(result.err, "") << line;
  }
}

TEST_F(CliReportTest, AnAnswerThatCannotBeWrittenIsAFailure) {
  for (const Stream out : {Stream::kFullDisk, Stream::kClosed}) {
    for (const char* line : {"palettes", "backends", "--help", "render --help", "--version", "palettes -o -",
                             "render AB --size 40x30 -o -"}) {
      Launch launch = this->launch(line);
      launch.out = out;
      const ProgramResult result = run_program(launch);
      EXPECT_EQ(result.status, kFailed) << line;
      EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"standard output"})) << line;
    }
  }
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(CliReportTest, APictureThatNobodyReadsIsAFailure) {
  Launch launch = this->launch("render AB --size 400x300 -o -");
  launch.out = Stream::kAbandoned;
  const ProgramResult result = run_program(launch);
  EXPECT_EQ(result.status, kFailed);
  EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"standard output", "Broken pipe"}));
}

TEST_F(CliReportTest, APictureIsNotWrittenToATerminal) {
  for (const char* line : {"render AB --size 9x9 -o -", "palettes -o -"}) {
    Launch launch = this->launch(line);
    launch.out = Stream::kTerminal;
    const ProgramResult result = run_program(launch);
    EXPECT_EQ(result.status, kWrongUsage) << line;
    EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"-o: -", "terminal"})) << line;
    EXPECT_THAT(result.out, SizeIs(0)) << line;
  }
}

TEST_F(CliReportTest, AFullDiskUnderTheSummaryDoesNotHarmThePicture) {
  succeed("render AB --size 40x30 -o good.png");
  for (const Stream err : {Stream::kFullDisk, Stream::kClosed, Stream::kAbandoned}) {
    Launch launch = this->launch("render AB --size 40x30 -o a.png --timings");
    launch.err = err;
    EXPECT_EQ(run_program(launch).status, 0);
    EXPECT_TRUE(content("a.png") == content("good.png"));
  }
}

TEST_F(CliReportTest, NoOpenStandardStreamIsNeeded) {
  succeed("render AB --size 40x30 -o good.png");
  Launch launch = this->launch("render AB --size 40x30 -o a.png");
  launch.input_closed = true;
  launch.out = Stream::kClosed;
  launch.err = Stream::kClosed;
  EXPECT_EQ(run_program(launch).status, 0);
  EXPECT_TRUE(content("a.png") == content("good.png"));
}

}  // namespace
}  // namespace lyap
