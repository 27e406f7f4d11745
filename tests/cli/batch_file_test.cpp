#include "tests/cli/film.h"

#include <string>
#include <vector>

namespace lyap {
namespace {

using ::testing::ElementsAre;

/// A job that could be made, on four lines.
constexpr const char* kGood = "[[render]]\nsequence = \"AB\"\nsize = \"9x7\"\noutput = \"ab.png\"\n";

class CliBatchFileTest : public CliFilmTest {
 protected:
  /// The file is refused at this line before any of its jobs is run.
  void expect_refused(int line, const std::string& jobs, std::vector<std::string> words) const {
    make_file(folder_ / "jobs.toml", jobs);
    words.push_back("jobs.toml:" + std::to_string(line) + ": ");
    expect_error(2, "batch jobs.toml", words);
    EXPECT_THAT(folder_.names(), ElementsAre("jobs.toml")) << jobs;
  }

  /// The same for what follows a job that could be made; lines are counted from there.
  void expect_refused_after_a_job(int line, const std::string& jobs, std::vector<std::string> words) const {
    expect_refused(4 + line, kGood + jobs, std::move(words));
  }
};

TEST_F(CliBatchFileTest, UnknownSectionsAndOptionsAreRefused) {
  expect_refused(1, "[[rendr]]\nsequence = \"AB\"\n", {"unknown section 'rendr'", "'render'"});
  expect_refused(1, "[default]\nsize = \"9x7\"\n", {"unknown section 'default'", "'defaults'"});
  expect_refused(1, "thread = 3\n", {"unknown option 'thread'", "'threads'"});
  expect_refused_after_a_job(2, "[[animate]]\nsweeps = \"C=2:3\"\n", {"unknown option 'sweeps'", "'sweep'"});
  expect_refused(2, std::string("[defaults]\npalete = \"jet\"\n") + kGood, {"unknown option 'palete'", "'palette'"});
  expect_refused(1, "[render]\nsequence = \"AB\"\n", {"[[render]]"});
  expect_refused(1, "defaults = 3\n", {"[defaults]"});
  expect_refused(2, "[[render]]\nsequence = \n", {});
}

TEST_F(CliBatchFileTest, OptionsOfComputingBelongToTheBatch) {
  for (const std::string option : {"threads = 1", "backend = \"cpu\"", "quiet = true", "progress = \"json\""}) {
    expect_refused_after_a_job(1, option + "\n", {"unknown option "});
  }
  expect_refused(1, std::string("threads = \"many\"\n") + kGood, {"--threads: 'many'"});
  expect_refused(1, std::string("progress = \"dots\"\n") + kGood, {"--progress: 'dots'"});
}

TEST_F(CliBatchFileTest, WrongValuesAreRefused) {
  expect_refused_after_a_job(3, "[[render]]\nsequence = \"BA\"\nsize = \"big\"\noutput = \"b.png\"\n",
                             {"--size: 'big'"});
  expect_refused(2, std::string("[defaults]\niterations = 1\n") + kGood, {"--iterations: '1'", "2 to 50000000"});
  expect_refused_after_a_job(2, "[[render]]\nsequence = \"ABC\"\noutput = \"b.png\"\n", {"letter C has no rate"});
  expect_refused_after_a_job(1, "[[animate]]\nsequence = \"AB\"\noutput = \"b.mp4\"\n", {"nothing moves"});
  const std::string film = "[[animate]]\nsequence = \"AB\"\nsweep = \"x0=0:1\"\nframes = 3\n";
  expect_refused_after_a_job(5, film + "output = \"b.avi\"\n", {"'b.avi'", ".mp4"});
  expect_refused_after_a_job(5, film + "size = \"9x7\"\noutput = \"b.mp4\"\n", {"--size: 9x7", "even sides"});
  expect_refused_after_a_job(6, film + "output = \"b.mp4\"\nresume = true\n", {"--resume"});
  expect_refused_after_a_job(6, film + "output = \"b.gif\"\nfps = 60\n", {"60 frames per second"});
  expect_refused_after_a_job(6,
                             "[[animate]]\nsequence = \"ABC\"\nframes = 3\noutput = \"b.mp4\"\n[animate.timeline.C]"
                             "\nkeys = [[0, 2], [0, 3]]\n",
                             {"order of time"});
}

TEST_F(CliBatchFileTest, EveryJobNeedsAnOutputOfItsOwn) {
  expect_refused_after_a_job(1, "[[render]]\nsequence = \"BA\"\n", {"no output", "output = \"FILE\""});
  expect_refused_after_a_job(1, "[[render]]\nsequence = \"BA\"\noutput = \"-\"\n", {"standard output"});
  expect_refused_after_a_job(1, "[[render]]\nsequence = \"BA\"\noutput = \"./ab.png\"\n",
                             {"./ab.png is written by the job at jobs.toml:1 too"});
  expect_refused_after_a_job(1, "[[render]]\nsequence = \"BA\"\noutput = \"" + folder_ / "ab.png" + "\"\n",
                             {"is written by the job at jobs.toml:1 too"});
}

TEST_F(CliBatchFileTest, AFileWithoutJobsIsRefused) {
  make_file(folder_ / "jobs.toml", "threads = 1\n");
  expect_error(2, "batch jobs.toml", {"jobs.toml", "no jobs"});
  expect_error(2, "batch none.toml", {"JOBS: file 'none.toml' does not exist"});
  expect_error(2, "batch", {"name the file of the jobs"});
  expect_error(2, "batch jobs.toml more.toml", {"'more.toml'"});
}

}  // namespace
}  // namespace lyap
