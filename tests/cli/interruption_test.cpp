#include "tests/cli/cli_test.h"

#include <algorithm>
#include <csignal>
#include <initializer_list>
#include <string>

namespace lyap {
namespace {

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

TEST_F(CliInterruptionTest, ASecondSignalEndsTheProgramAtOnce) {
  const int status = interrupt(kEndlessRow + std::string("cpu"), {SIGINT, SIGTERM}).status;
  EXPECT_THAT(status, AnyOf(128 + SIGINT, 128 + SIGTERM));
  EXPECT_EQ(content("a.png"), "old");
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
