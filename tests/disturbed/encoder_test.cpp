#include "tests/disturbed/disturbance.h"
#include "tests/support/process_tree.h"

#include <chrono>
#include <csignal>
#include <filesystem>

namespace lyap {
namespace {

namespace fs = std::filesystem;

/// Films with an ffmpeg that does nothing, and never ends.
class DisturbedByAHungEncoder : public ::testing::Test {
 protected:
  DisturbedByAHungEncoder() {
    make_file(folder_.path() / "ffmpeg", "#!/bin/sh\n: >started\nsleep 1000\n");
    fs::permissions(folder_.path() / "ffmpeg", fs::perms(0755));
  }

  static OutputKind hung_film() {
    OutputKind film = output_kind("mp4");
    film.line += " --ffmpeg ./ffmpeg";
    film.inputs = {{"ffmpeg", "#!/bin/sh\n: >started\nsleep 1000\n"}, {"started", ""}};
    return film;
  }

  /// The time that the program may take after the first of these signals. It is there to tell seconds from for ever.
  void expect_end(const std::vector<int>& signals, std::chrono::seconds most) const {
    fs::remove(folder_.path() / "started");
    Program program(folder_.launch());
    ASSERT_TRUE(program.run_until([&](const ProgramResult&) { return fs::exists(folder_.path() / "started"); }));
    const auto sent = program.age();
    for (const int signal : signals) program.send(signal);
    program.run_until([](const ProgramResult&) { return false; });
    EXPECT_LT(program.age() - sent, most);
    folder_.expect_invariants(program.wait(), {false, false, signals});
  }

  IgnorePipeSignal ignore_pipe_signal_;
  OutputKind film_ = hung_film();
  OutputFolder folder_{film_, Older::kPresent};
};

TEST_F(DisturbedByAHungEncoder, OneSignalEndsTheProgramInSeconds) {
  expect_end({SIGINT}, std::chrono::seconds(60));
}

TEST_F(DisturbedByAHungEncoder, ASecondDoesAtOnce) {
  expect_end({SIGINT, SIGTERM}, std::chrono::seconds(20));
}

TEST_F(DisturbedByAHungEncoder, AStoppedOneIsNoOtherCase) {
  fs::remove(folder_.path() / "started");
  Program program(folder_.launch());
  ASSERT_TRUE(program.run_until([&](const ProgramResult&) { return fs::exists(folder_.path() / "started"); }));
  for (const pid_t child : children_of(program.id())) ::kill(child, SIGSTOP);
  program.send(SIGTERM);
  program.send(SIGTERM);
  folder_.expect_invariants(program.wait(), {false, false, {SIGTERM}});
}

}  // namespace
}  // namespace lyap
