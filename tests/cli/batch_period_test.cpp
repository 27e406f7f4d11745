#include "tests/cli/film.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::EndsWith;

class CliBatchPeriodTest : public CliFilmTest {
 protected:
  void write(const std::string& jobs) const { make_file(folder_ / "jobs.toml", jobs); }

  /// What became of the job: the first word of the table.
  std::string resumed() const { return split_words(run("batch jobs.toml --resume").err).at(0); }
};

constexpr const char* kJob =
    "[[render]]\nsequence = \"AB\"\nsize = \"16x12\"\noutput = \"a.png\"\nsave-period = \"p.npy\"\n";

TEST_F(CliBatchPeriodTest, JobsHaveTheOptionsAndTellThem) {
  write(std::string(kJob) + "show = \"period\"\nsave-exponents = \"e.npy\"\n");
  succeed("batch jobs.toml");
  EXPECT_THAT(folder_.names(), ElementsAre("a.png", "e.npy", "jobs.toml", "p.npy"));
  EXPECT_THAT(run("batch jobs.toml --dry-run").out,
              EndsWith(" --show period -o 'a.png' --save-exponents 'e.npy' --save-period 'p.npy'\n"));
}

TEST_F(CliBatchPeriodTest, ResumingMakesAStillAnewWhosePeriodsAreMissingOrOthers) {
  write(kJob);
  succeed("batch jobs.toml");
  const std::string whole = content("p.npy");
  EXPECT_EQ(resumed(), "skipped");
  const auto expect_made_anew = [&](const std::string& why) {
    EXPECT_EQ(resumed(), "done") << why;
    EXPECT_TRUE(content("p.npy") == whole) << why;
    EXPECT_EQ(resumed(), "skipped") << why;
  };
  fs::remove(folder_ / "p.npy");
  expect_made_anew("missing");
  make_file(folder_ / "p.npy", std::string_view(whole).substr(0, whole.size() - 1));
  fs::last_write_time(folder_ / "p.npy", fs::last_write_time(folder_ / "a.png"));
  expect_made_anew("cut");
  succeed("render AB --size 16x12 -o b.png --save-exponents p.npy");
  fs::last_write_time(folder_ / "p.npy", fs::last_write_time(folder_ / "a.png"));
  expect_made_anew("exponents");
  succeed("render BA --size 16x12 -o b.png --save-period p.npy");
  // Both may have been written within one tick of the file system's clock.
  fs::last_write_time(folder_ / "p.npy", fs::last_write_time(folder_ / "a.png") + std::chrono::seconds(1));
  expect_made_anew("of another fractal, newer than the picture");
}

TEST_F(CliBatchPeriodTest, ResumingMakesAStillAnewThatWasComputedOtherwise) {
  const std::string job = "[[render]]\nsequence = \"AB\"\nsize = \"16x12\"\noutput = \"a.png\"\n";
  for (const std::string option : {"show = \"period\"\n", "brute-force = true\n", ""}) {
    write(job + option);
    EXPECT_EQ(resumed(), "done") << option;
    EXPECT_EQ(resumed(), "skipped") << option;
  }
}

TEST_F(CliBatchPeriodTest, OutputsThatCannotBeAreRefused) {
  const std::string still = "[[render]]\nsequence = \"AB\"\noutput = \"a.png\"\n";
  write(still + "save-period = \"-\"\n");
  expect_error(2, "batch jobs.toml", {"jobs.toml", "cannot go to standard output"});
  write(still + "save-period = \"a.npy\"\nbrute-force = true\n");
  expect_error(2, "batch jobs.toml", {"jobs.toml:4: --save-period: ", "brute force"});
  write(std::string(kJob) + "[[render]]\nsequence = \"BA\"\noutput = \"b.png\"\nsave-period = \"./p.npy\"\n");
  expect_error(2, "batch jobs.toml", {"./p.npy is written by the job at "});
}

}  // namespace
}  // namespace lyap
