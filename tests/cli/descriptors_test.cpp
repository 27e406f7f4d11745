#include "tests/cli/film.h"

#include <filesystem>
#include <string>

#include <fmt/format.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;

/// Which of the descriptors 0 to 2 the program is started with.
struct Descriptors {
  bool input;
  bool output;
  bool errors;
};

class CliDescriptorsTest : public CliFilmTest, public ::testing::WithParamInterface<Descriptors> {
 protected:
  /// Runs `lyap LINE` with those descriptors, with as many reports as it can make.
  int status_of(const std::string& line) const {
    Launch launch = this->launch(line + " --progress json --timings");
    launch.input_closed = !GetParam().input;
    launch.out = GetParam().output ? Stream::kPipe : Stream::kClosed;
    launch.err = GetParam().errors ? Stream::kPipe : Stream::kClosed;
    return run_program(launch).status;
  }

  /// Runs the command once as usual and once so, into `name`, and expects the same.
  void expect_same(const std::string& line, const std::string& name) const {
    succeed(line + " -q -o " + name);
    const std::string usual = content(name);
    std::filesystem::remove(folder_ / name);
    EXPECT_EQ(status_of(line + " -o " + name), 0) << line;
    EXPECT_TRUE(content(name) == usual) << line;
  }
};

TEST_P(CliDescriptorsTest, DoNotChangeAFile) {
  expect_same("render AB --size 90x60", "a.png");
  expect_same(std::string(kCircleFilm) + "--frames 4", "a.y4m");
  expect_same(std::string(kCircleFilm) + "--frames 4", "a.gif");
}

TEST_P(CliDescriptorsTest, DoNotChangeArraysAndFrames) {
  EXPECT_EQ(status_of("render AB --size 90x60 --save-exponents l.npy --save-period p.npy -o a.png"), 0);
  EXPECT_EQ(std::filesystem::file_size(folder_ / "l.npy"), 128U + 90 * 60 * 4);
  EXPECT_EQ(std::filesystem::file_size(folder_ / "p.npy"), 128U + 90 * 60 * 4);
  EXPECT_EQ(status_of(std::string(kCircleFilm) + "--frames 2 -o f_#.png"), 0);
  EXPECT_EQ(decoded("f_1.png").width, 16U);
}

TEST_P(CliDescriptorsTest, DoNotChangeAFilm) {
  EXPECT_EQ(status_of(std::string(kCircleFilm) + "--frames 4 -o a.mp4"), 0);
  EXPECT_EQ(frames_in(folder_ / "a.mp4"), 4);
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4"));
}

TEST_P(CliDescriptorsTest, AreMissedOnlyByWhatGoesThere) {
  EXPECT_EQ(status_of("render AB --size 90x60 -o -"), GetParam().output ? 0 : 1);
  EXPECT_THAT(folder_.names(), ::testing::IsEmpty());
}

std::string name_of(const ::testing::TestParamInfo<Descriptors>& info) {
  return fmt::format("Input{:d}Output{:d}Errors{:d}", info.param.input, info.param.output, info.param.errors);
}

INSTANTIATE_TEST_SUITE_P(All, CliDescriptorsTest,
                         ::testing::Values(Descriptors{true, true, true}, Descriptors{true, true, false},
                                           Descriptors{true, false, true}, Descriptors{true, false, false},
                                           Descriptors{false, true, true}, Descriptors{false, true, false},
                                           Descriptors{false, false, true}, Descriptors{false, false, false}),
                         name_of);

}  // namespace
}  // namespace lyap
