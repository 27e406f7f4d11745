#include "tests/cli/film.h"
#include "tests/support/process_tree.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <string>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::MatchesRegex;

/// Minutes of work, of which no test sees the end.
const std::string kEndless =
    "animate ACDBCD --circle C,D --center 2.95,2.95 --radius 0.25 --size 64x64 --iterations 3000 --threads 1"
    " --frames 50000 -o a.mp4 -q";

class CliFilmStopTest : public CliFilmTest {
 protected:
  /// The film, with an encoder that writes every fifth frame what it has.
  Launch endless() const {
    fs::remove(folder_ / "a.part.mp4");
    Launch launch = this->launch(kEndless);
    launch.arguments.insert(launch.arguments.end(), {"--encoder-args", "-g 5 -tune zerolatency -flush_packets 1"});
    return launch;
  }

  /// The film is in the works once the encoder has written some of it.
  bool wait_for_work(Program& program) const {
    return program.run_until([&](const ProgramResult&) {
      std::error_code missing;
      const std::uintmax_t size = fs::file_size(folder_ / "a.part.mp4", missing);
      return !missing && size > 20'000;
    });
  }

  /// The number in "the first N frames are in …".
  static int frames_told(const std::string& message) {
    const std::size_t start = message.find("the first ");
    return start == std::string::npos ? -1 : std::stoi(message.substr(start + 10));
  }

  std::size_t frames_there() const {
    const auto names = folder_.names();
    return static_cast<std::size_t>(std::count_if(names.begin(), names.end(), [](const std::string& name) {
      return name.starts_with("f_") && name.ends_with(".png");
    }));
  }
};

TEST_F(CliFilmStopTest, AStopKeepsWhatIsPlayableAndSaysSo) {
  for (const int signal : {SIGINT, SIGTERM}) {
    Program program(endless());
    ASSERT_TRUE(wait_for_work(program));
    program.send(signal);
    const ProgramResult result = program.wait();
    EXPECT_EQ(result.status, 128 + signal);
    EXPECT_THAT(result.err,
                MatchesRegex("lyap: error: interrupted; the first [0-9]+ frames are in 'a\\.part\\.mp4'\n"));
    EXPECT_GT(frames_told(result.err), 1);
    EXPECT_EQ(frames_in(folder_ / "a.part.mp4"), frames_told(result.err));
    EXPECT_THAT(folder_.names(), ElementsAre("a.part.mp4"));
  }
}

TEST_F(CliFilmStopTest, AStopLeavesAnOlderFilmAndTheNextRunReplacesThePart) {
  make_file(folder_ / "a.mp4", "an older film");
  Program program(endless());
  ASSERT_TRUE(wait_for_work(program));
  program.send(SIGINT);
  EXPECT_EQ(program.wait().status, 130);
  EXPECT_EQ(content("a.mp4"), "an older film");
  succeed(std::string(kCircleFilm) + "--frames 4 -q -o a.mp4");
  EXPECT_EQ(frames_in(folder_ / "a.mp4"), 4);
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4"));
}

TEST_F(CliFilmStopTest, ASecondSignalDoesNotWaitForTheEncoder) {
  // One that does nothing any more is given up some seconds after the first signal.
  Program program(launch(kEndless + " --ffmpeg " + this->program("echo >started; cat >/dev/null; sleep 3600")));
  ASSERT_TRUE(program.run_until([&](const ProgramResult&) { return fs::exists(folder_ / "started"); }));
  const std::vector<pid_t> encoders = children_of(program.id());
  ASSERT_EQ(encoders.size(), 1U);
  // Of signals that wait together the system gives the one with the smaller number first.
  program.send(SIGINT);
  program.send(SIGTERM);
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.status, 128 + SIGTERM);
  EXPECT_EQ(result.err, "lyap: error: interrupted\n");
  EXPECT_TRUE(wait_for_end(encoders.front()));
  EXPECT_THAT(folder_.names(), ElementsAre("fake", "started"));
}

TEST_F(CliFilmStopTest, AKilledRunLeavesAPlayablePart) {
  Program program(endless());
  ASSERT_TRUE(wait_for_work(program));
  const std::vector<pid_t> encoders = children_of(program.id());
  ASSERT_EQ(encoders.size(), 1U);
  program.send(SIGKILL);
  EXPECT_EQ(program.wait().status, 128 + SIGKILL);
  // Its input ends with lyap, so it finishes what it has.
  ASSERT_TRUE(wait_for_end(encoders.front()));
  EXPECT_GT(frames_in(folder_ / "a.part.mp4"), 1);
  EXPECT_THAT(folder_.names(), ElementsAre("a.part.mp4"));
}

TEST_F(CliFilmStopTest, AKilledEncoderLeavesAPlayablePartToo) {
  for (const bool is_lyap_first : {true, false}) {
    Program program(endless());
    ASSERT_TRUE(wait_for_work(program));
    const std::vector<pid_t> encoders = children_of(program.id());
    ASSERT_EQ(encoders.size(), 1U);
    if (is_lyap_first) program.send(SIGSTOP);
    ::kill(encoders.front(), SIGKILL);
    if (is_lyap_first) program.send(SIGKILL);
    const ProgramResult result = program.wait();
    EXPECT_EQ(result.status, is_lyap_first ? 128 + SIGKILL : 1);
    EXPECT_GT(frames_in(folder_ / "a.part.mp4"), 1);
    if (!is_lyap_first) {
      EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"killed by signal 9", "'a.part.mp4'"}));
      EXPECT_EQ(frames_in(folder_ / "a.part.mp4"), frames_told(result.err));
    }
    EXPECT_THAT(folder_.names(), ElementsAre("a.part.mp4"));
  }
}

TEST_F(CliFilmStopTest, AResumedSequenceIsThatOfOneRun) {
  // Frame k is the same however many there are; all of them would take half an hour.
  make_file(folder_ / "film.toml",
            "sequence = \"AB\"\nsize = \"32x32\"\niterations = 20000\nbrute-force = true\nfps = 1\nquiet = true\n"
            "backend = \"cpu-scalar\"\nthreads = 1\noutput = \"f_######.png\"\n"
            "[timeline.x0]\nkeys = [[0, 0.3], [100000, 0.7]]\n");
  Program program(launch("animate film.toml --frames 100000"));
  ASSERT_TRUE(program.run_until([&](const ProgramResult&) {
    return fs::exists(folder_ / "f_000000.png") && fs::exists(folder_ / "f_000001.png");
  }));
  program.send(SIGINT);
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.status, 130);
  const std::size_t made = frames_there();
  EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"interrupted", std::to_string(made)}));
  // Nothing but whole frames; one of them is cut as a disk that was full would.
  EXPECT_EQ(folder_.names().size(), made + 1);
  fs::resize_file(folder_ / "f_000001.png", 100);
  const std::string first = content("f_000000.png");
  const std::string film = "animate film.toml --frames " + std::to_string(made + 20);
  succeed(film + " --resume");
  const auto resumed = snapshot();
  EXPECT_EQ(frames_there(), made + 20);
  EXPECT_EQ(content("f_000000.png"), first);
  succeed(film);
  EXPECT_EQ(snapshot(), resumed);
}

TEST_F(CliFilmStopTest, ResumingSaysWhatWasThere) {
  const std::string film = std::string(kCircleFilm) + "--frames 6 -o f_#.png ";
  EXPECT_EQ(run(film).status, 0);
  fs::remove(folder_ / "f_3.png");
  EXPECT_THAT(run(film + "--resume").err, MatchesRegex(".*, 1 frames? in .*, 5 were there already: f_#\\.png .*\n"));
  EXPECT_THAT(run(film + "--resume").err, MatchesRegex(".*, 0 frames, 6 were there already: f_#\\.png .*\n"));
}

}  // namespace
}  // namespace lyap
