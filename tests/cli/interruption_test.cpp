#include "host/system/file_descriptor.h"
#include "tests/cli/cli_test.h"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <sys/stat.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::ElementsAre;

/// Hours of work, of which no test sees the end.
constexpr const char* kEndless = "render AB --size 100000x100000 --backend cpu-scalar -o a.png";

/// Minutes of work before the first row is done.
constexpr const char* kEndlessRow =
    "render AB --size 3840x2 --transient 100000000 --iterations 50000000 -o a.png --backend ";

class CliInterruptionTest : public CliTest {
 protected:
  CliInterruptionTest() { make_file(folder_ / "a.png", "old"); }

  bool has_temporary() const {
    const auto names = folder_.names();
    return std::any_of(names.begin(), names.end(), [](const std::string& name) { return name.ends_with(".part"); });
  }

  /// The program is at work once its temporary is there.
  bool wait_for_work(Program& program) const {
    return program.run_until([this](const ProgramResult&) { return has_temporary(); });
  }

  /// Runs `lyap LINE` until it is at work, and sends `signals`.
  ProgramResult interrupt(const std::string& line, std::initializer_list<int> signals) const {
    Program program(launch(line));
    EXPECT_TRUE(wait_for_work(program));
    for (const int signal : signals) program.send(signal);
    return program.wait();
  }
};

TEST_F(CliInterruptionTest, CtrlCLeavesTheOldFileAndNoOther) {
  const ProgramResult result = interrupt(kEndless, {SIGINT});
  EXPECT_EQ(result.status, 130);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, "lyap: error: interrupted\n");
  EXPECT_EQ(content("a.png"), "old");
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
}

TEST_F(CliInterruptionTest, TerminationAndHangUpDoToo) {
  for (const int signal : {SIGTERM, SIGHUP}) {
    EXPECT_EQ(interrupt(kEndless, {signal}).status, 128 + signal);
    EXPECT_EQ(content("a.png"), "old");
    EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
  }
}

TEST_F(CliInterruptionTest, CtrlCStopsTheLongestOrbits) {
  for (const std::string backend : {"cpu", "cpu-scalar"}) {
    EXPECT_EQ(interrupt(kEndlessRow + backend, {SIGINT}).status, 130) << backend;
    EXPECT_EQ(content("a.png"), "old");
    EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
  }
}

TEST_F(CliInterruptionTest, SeveralSignalsLeaveNoMoreThanOne) {
  for (const auto& signals : {std::initializer_list<int>{SIGINT, SIGTERM}, {SIGTERM, SIGTERM, SIGTERM}}) {
    // The work may have ended before the last of them came.
    EXPECT_THAT(interrupt(kEndlessRow + std::string("cpu"), signals).status, AnyOf(128 + SIGINT, 128 + SIGTERM));
    EXPECT_EQ(content("a.png"), "old");
  }
}

TEST_F(CliInterruptionTest, ASecondSignalRemovesTheTemporaryToo) {
  EXPECT_THAT(interrupt(kEndless, {SIGINT, SIGTERM}).status, AnyOf(128 + SIGINT, 128 + SIGTERM));
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
}

TEST_F(CliInterruptionTest, ASignalBeforeTheWorkHasBegunEndsTheProgramWithAMessage) {
  for (const std::string option : {"--palette", "--config"}) {
    fs::remove(folder_ / "fifo");
    ASSERT_EQ(::mkfifo((folder_ / "fifo").c_str(), 0600), 0);
    Program program(launch("render AB -o a.png " + option + " fifo"));
    // It can be opened for writing once the program has opened it for reading, and waits.
    FileDescriptor writer;
    ASSERT_TRUE(program.run_until([&](const ProgramResult&) {
      writer = FileDescriptor(::open((folder_ / "fifo").c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
      return static_cast<bool>(writer);
    }));
    program.send(SIGINT);
    const ProgramResult result = program.wait();
    EXPECT_EQ(result.status, 128 + SIGINT) << option;
    EXPECT_EQ(result.err, "lyap: error: interrupted\n") << option;
  }
  EXPECT_EQ(content("a.png"), "old");
}

TEST_F(CliInterruptionTest, AStopIsHeardWhereNobodyReadsTheReport) {
  Launch launch = this->launch(std::string(kEndless) + " --progress json");
  launch.err = Stream::kStalled;
  Program program(launch);
  ASSERT_TRUE(wait_for_work(program));
  program.send(SIGTERM);
  EXPECT_EQ(program.wait().status, 128 + SIGTERM);
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
}

TEST_F(CliInterruptionTest, TheNextRunRemovesWhatAKilledOneHasLeft) {
  interrupt(kEndless, {SIGKILL});
  EXPECT_TRUE(has_temporary());
  succeed("render AB --size 40x30 -q -o a.png");
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
}

TEST_F(CliInterruptionTest, AKilledRunLeavesTheOldFile) {
  EXPECT_EQ(interrupt(kEndless, {SIGKILL}).status, 128 + SIGKILL);
  EXPECT_EQ(content("a.png"), "old");
}

TEST_F(CliInterruptionTest, AKilledRunLeavesNoHalfFileUnderTheFinalName) {
  Program program(launch("render BA --size 100000x100000 --backend cpu-scalar"));
  ASSERT_TRUE(wait_for_work(program));
  program.send(SIGKILL);
  program.wait();
  for (const std::string& name : folder_.names()) EXPECT_TRUE(name == "a.png" || name.ends_with(".part")) << name;
}

TEST_F(CliInterruptionTest, WhatAKilledRunLeftDoesNotDisturbTheNext) {
  interrupt(kEndless, {SIGKILL});
  succeed("render AB --size 40x30 -o a.png");
  EXPECT_EQ(decoded("a.png").width, 40U);
}

TEST_F(CliInterruptionTest, OfTwoRunsIntoOneFileEachWritesItWhole) {
  Program first(launch("render AB --size 500x500 --backend cpu-scalar -o a.png"));
  Program second(launch("render AB --size 500x500 --backend cpu-scalar -o a.png"));
  EXPECT_EQ(first.wait().status, 0);
  EXPECT_EQ(second.wait().status, 0);
  EXPECT_EQ(decoded("a.png").width, 500U);
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
}

}  // namespace
}  // namespace lyap
