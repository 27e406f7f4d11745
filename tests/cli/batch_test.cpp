#include "tests/cli/film.h"

#include <csignal>
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
using ::testing::MatchesRegex;
using ::testing::SizeIs;
using ::testing::StartsWith;

/// A still, a film, a still, a picture sequence.
constexpr const char* kJobs =
    "threads = 1\n"
    "[defaults]\n"
    "size = \"16x12\"\n"
    "iterations = 30\n"
    "fps = 25\n"
    "[[render]]\n"
    "sequence = \"AB\"\n"
    "output = \"ab.png\"\n"
    "[[animate]]\n"
    "sequence = \"ABC\"\n"
    "sweep = \"C=2:3\"\n"
    "frames = 5\n"
    "output = \"c.mp4\"\n"
    "[[render]]\n"
    "seq = \"BA\"\n"
    "size = \"9x7\"\n"
    "output = \"b a.png\"\n"
    "[[animate]]\n"
    "sequence = \"ABCD\"\n"
    "circle = \"C,D\"\n"
    "center = \"3,3\"\n"
    "radius = 0.25\n"
    "frames = 3\n"
    "range = \"1:2\"\n"
    "output = \"f_#.png\"\n";

class CliBatchTest : public CliFilmTest {
 protected:
  CliBatchTest() { write(kJobs); }

  void write(const std::string& jobs) const { make_file(folder_ / "jobs.toml", jobs); }

  /// The jobs with `old` replaced.
  static std::string jobs_with(const std::string& old, const std::string& other) {
    std::string jobs = kJobs;
    const std::size_t start = jobs.find(old);
    EXPECT_NE(start, std::string::npos) << old;
    return jobs.replace(start, old.size(), other);
  }

  /// The first words of the table's rows: what became of each job.
  std::vector<std::string> outcomes(const ProgramResult& result) const {
    std::vector<std::string> words;
    for (const std::string& line : split_lines(result.err)) words.push_back(split_words(line).front());
    return words;
  }
};

TEST_F(CliBatchTest, StillsAndFilmsAreMadeInTheOrderOfTheFile) {
  const ProgramResult result = run("batch jobs.toml");
  EXPECT_EQ(result.status, 0);
  EXPECT_THAT(split_lines(result.err), ElementsAre(MatchesRegex("done     ab\\.png   1 frame, [0-9.]+ s"),
                                                   MatchesRegex("done     c\\.mp4    5 frames, [0-9.]+ s"),
                                                   MatchesRegex("done     b a\\.png  1 frame, [0-9.]+ s"),
                                                   MatchesRegex("done     f_#\\.png  2 frames, [0-9.]+ s")));
  EXPECT_THAT(folder_.names(), ElementsAre("ab.png", "b a.png", "c.mp4", "f_1.png", "f_2.png", "jobs.toml"));
  EXPECT_EQ(decoded("ab.png").width, 16U);
  EXPECT_EQ(decoded("b a.png").width, 9U);
  EXPECT_THAT(comment("b a.png"), AllOf(StartsWith("lyap render 'BA' "), HasSubstr(" --iterations 30 ")));
  EXPECT_EQ(probed("c.mp4", "nb_read_packets"), "5");
  EXPECT_EQ(probed("c.mp4", "r_frame_rate"), "25/1");
  EXPECT_EQ(run("batch jobs.toml --quiet").err, "");
}

TEST_F(CliBatchTest, ADryRunPrintsTheCommandsThatMakeTheSame) {
  const ProgramResult dry = run("batch jobs.toml --dry-run");
  EXPECT_EQ(dry.status, 0);
  EXPECT_EQ(dry.err, "");
  EXPECT_THAT(folder_.names(), ElementsAre("jobs.toml"));
  ASSERT_THAT(split_lines(dry.out), SizeIs(4));
  for (const std::string& line : split_lines(dry.out)) EXPECT_EQ(run_in_shell(line).status, 0) << line;
  const auto by_hand = snapshot();
  EXPECT_THAT(by_hand, SizeIs(6));
  succeed("batch jobs.toml");
  EXPECT_EQ(snapshot(), by_hand);
}

TEST_F(CliBatchTest, ADryRunPrintsWhatNoPictureTells) {
  write(
      "[[animate]]\nsequence = \"ABC\"\nsweep = \"C=2:3\"\nsize = \"5x3\"\nframes = 2\noutput = \"a.raw\"\n"
      "format = \"rgb24\"\n");
  EXPECT_EQ(run_in_shell(split_lines(run("batch jobs.toml --dry-run").out).at(0)).status, 0);
  EXPECT_THAT(content("a.raw"), SizeIs(2 * 5 * 3 * 3));
}

TEST_F(CliBatchTest, ADryRunHasWordsForATimeline) {
  write(
      "[[animate]]\nsequence = \"ABC\"\nsize = \"16x12\"\nframes = 4\noutput = \"a.mp4\"\n"
      "[animate.timeline.C]\nkeys = [[0, 2], [1, 3]]\n");
  const ProgramResult dry = run("batch jobs.toml --dry-run");
  EXPECT_THAT(dry.out, HasSubstr(" --track 'C linear 0=2 1=3' "));
  EXPECT_EQ(run("batch jobs.toml").status, 0);
  const std::string film = content("a.mp4");
  EXPECT_EQ(run_in_shell(split_lines(dry.out).at(0)).status, 0);
  EXPECT_TRUE(content("a.mp4") == film);
}

TEST_F(CliBatchTest, AFailedJobIsReportedAndTheRestAreMade) {
  write(jobs_with("c.mp4", "no/c.mp4"));
  const ProgramResult result = run("batch jobs.toml --quiet");
  EXPECT_EQ(result.status, 1);
  const std::string reason = "cannot write 'no/c.mp4': there is no folder 'no'; create it first";
  EXPECT_THAT(split_lines(result.err), ElementsAre("lyap: no/c.mp4: " + reason, "lyap: error: 1 of 4 jobs failed"));
  EXPECT_THAT(
      split_lines(run("batch jobs.toml").err),
      ElementsAre("lyap: no/c.mp4: " + reason, StartsWith("done     ab.png "), "FAILED   no/c.mp4  " + reason,
                  StartsWith("done     b a.png "), StartsWith("done     f_#.png "), "lyap: error: 1 of 4 jobs failed"));
  EXPECT_THAT(folder_.names(), ElementsAre("ab.png", "b a.png", "f_1.png", "f_2.png", "jobs.toml"));
}

// The second still needs the slots in which bands of the first were computed when its file could not grow any more.
TEST_F(CliBatchTest, AFullDiskLeavesNothingBehindThatTheNextJobTripsOver) {
  write(
      "threads = 2\n[defaults]\nbrute-force = true\n"
      "[[render]]\nsequence = \"AB\"\nsize = \"4000x1000\"\niterations = 3000\noutput = \"large.png\"\n"
      "[[render]]\nsequence = \"AABAB\"\nsize = \"12000x400\"\niterations = 60\noutput = \"small.png\"\n"
      "horizontal = \"A=1.2:1.3\"\nvertical = \"B=1.2:1.3\"\n");
  Launch batch = launch("batch jobs.toml --backend cpu");
  // The first file is longer, the second is not.
  batch.most_file_bytes = 300 * 1024;
  for (int attempt = 0; attempt < 3; ++attempt) {
    EXPECT_THAT(outcomes(run_program(batch)), ElementsAre("lyap:", "FAILED", "done", "lyap:"));
  }
}

TEST_F(CliBatchTest, ResumingLeavesOutWhatIsComplete) {
  succeed("batch jobs.toml");
  const auto before = snapshot();
  EXPECT_THAT(outcomes(run("batch jobs.toml --resume")), ElementsAre("skipped", "skipped", "skipped", "skipped"));
  EXPECT_THAT(split_lines(run("batch jobs.toml --resume --dry-run").out), ::testing::Each(StartsWith("# complete: ")));
  EXPECT_EQ(snapshot(), before);
}

TEST_F(CliBatchTest, ResumingMakesWhatIsMissingDamagedOrChanged) {
  succeed("batch jobs.toml");
  const auto before = snapshot();
  fs::resize_file(folder_ / "ab.png", 60);
  fs::remove(folder_ / "f_2.png");
  EXPECT_THAT(outcomes(run("batch jobs.toml --resume")), ElementsAre("done", "skipped", "skipped", "done"));
  EXPECT_EQ(snapshot(), before);
  write(jobs_with("C=2:3", "C=2:3.5"));
  EXPECT_THAT(outcomes(run("batch jobs.toml --resume")), ElementsAre("skipped", "done", "skipped", "skipped"));
  EXPECT_THAT(probed("c.mp4", "TAG:comment"), HasSubstr(" --sweep C=2:3.5 "));
}

/// Neither the name of a palette's file nor the command line tells that its colours are others now.
TEST_F(CliBatchTest, ResumingMakesStillsWithOtherColorsAnew) {
  write("[[render]]\nsequence = \"AB\"\nsize = \"16x12\"\npalette = \"my.map\"\noutput = \"a.png\"\n");
  make_file(folder_ / "my.map", "0 0 0\n255 255 255\n");
  succeed("batch jobs.toml");
  EXPECT_THAT(outcomes(run("batch jobs.toml --resume")), ElementsAre("skipped"));
  make_file(folder_ / "my.map", "0 0 0\n255 255 0\n");
  EXPECT_THAT(outcomes(run("batch jobs.toml --resume")), ElementsAre("done"));
  EXPECT_THAT(decoded("a.png").palette, ElementsAre(Rgb8{0, 0, 0}, Rgb8{255, 255, 0}));
}

TEST_F(CliBatchTest, ResumingTellsOtherTonesAndSamplesInPngAndExrFiles) {
  for (const std::string file : {"a.png", "a.exr"}) {
    const std::string job = "[[render]]\nsequence = \"AB\"\nsize = \"16x12\"\noutput = \"" + file + "\"\n";
    for (const std::string look : {"", "levels = \"auto\"\n", "tone = \"symlog\"\n",
                                   "tone = \"symlog\"\nlevels = \"auto\"\n", "samples = 2\n"}) {
      write(job + look);
      EXPECT_THAT(outcomes(run("batch jobs.toml --resume")), ElementsAre("done")) << file << look;
      EXPECT_THAT(outcomes(run("batch jobs.toml --resume")), ElementsAre("skipped")) << file << look;
    }
  }
  fs::resize_file(folder_ / "a.exr", fs::file_size(folder_ / "a.exr") - 1);
  EXPECT_THAT(outcomes(run("batch jobs.toml --resume")), ElementsAre("done"));
}

TEST_F(CliBatchTest, ResumingReplacesNoFramesOfAnotherFilm) {
  succeed("batch jobs.toml");
  const std::string frame = content("f_1.png");
  write(jobs_with("radius = 0.25", "radius = 0.5"));
  const ProgramResult result = run("batch jobs.toml --resume");
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, AllOf(HasSubstr("lyap: f_#.png: 'f_1.png' was made with --set "),
                                EndsWith("lyap: error: 1 of 4 jobs failed\n")));
  EXPECT_EQ(content("f_1.png"), frame);
}

TEST_F(CliBatchTest, ProgressCountsTheFramesOfAllJobs) {
  const ProgramResult result = run("batch jobs.toml --progress json");
  std::vector<std::string> objects = split_lines(result.err);
  std::erase_if(objects, [](const std::string& line) { return !line.starts_with("{\"event\": \"progress\""); });
  ASSERT_FALSE(objects.empty());
  EXPECT_THAT(objects.back(),
              StartsWith("{\"event\": \"progress\", \"share\": 1.000000, \"frames_done\": 9, \"frames\": 9, "));
}

TEST_F(CliBatchTest, AStopEndsTheBatchWithATable) {
  // The sequence takes hours.
  write(jobs_with("radius = 0.25\nframes = 3\nrange = \"1:2\"\n",
                  "radius = 0.25\nframes = 100000\niterations = 20000\nbrute-force = true\nsize = \"100x100\"\n") +
        "[[render]]\nsequence = \"AB\"\noutput = \"last.png\"\n");
  Program program(launch("batch jobs.toml"));
  ASSERT_TRUE(program.run_until([&](const ProgramResult&) { return fs::exists(folder_ / "f_0.png"); }));
  program.send(SIGINT);
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.status, 130);
  std::vector<std::string> lines = split_lines(result.err);
  ASSERT_THAT(lines, SizeIs(6));
  EXPECT_THAT(lines[2], StartsWith("done     b a.png "));
  EXPECT_THAT(lines[3], StartsWith("stopped  f_#.png   interrupted"));
  EXPECT_THAT(lines[4], StartsWith("not run  last.png  not run"));
  EXPECT_THAT(lines[5], StartsWith("lyap: error: interrupted"));
  EXPECT_FALSE(fs::exists(folder_ / "last.png"));
}

}  // namespace
}  // namespace lyap
