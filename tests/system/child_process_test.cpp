#include "host/system/child_process.h"

#include "host/base/error.h"
#include "host/system/process_activity.h"
#include "tests/support/child_process.h"
#include "tests/support/ignore_pipe_signal.h"
#include "tests/support/temporary_folder.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <limits>
#include <poll.h>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using std::chrono::milliseconds;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::SizeIs;

/// More than any pipe between us and a program holds.
constexpr std::size_t kMoreThanAPipe = std::size_t{4} << 20;

/// A time that no test waits out: where one would, the program is hanging, and the test fails by its own time limit.
constexpr std::chrono::hours kForever(1);

Command shell(const std::string& script) {
  return {"/bin/sh", {"-c", script}, ""};
}

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

template <typename Exception>
std::string message_of(const std::function<void()>& action) {
  try {
    action();
    return "nothing was thrown";
  } catch (const Exception& exception) {
    return exception.what();
  }
}

/// Whether a line of /proc/PID/status such as "SigBlk: 0000000000000000" has the signal's bit.
bool is_in_mask(const std::string& mask, int signal, const std::string& status) {
  const std::size_t start = status.find(mask + ":") + mask.size() + 1;
  return (std::stoull(status.substr(start), nullptr, 16) >> (signal - 1) & 1U) != 0;
}

class ChildProcessTest : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_TRUE(has_no_children()); }

  /// A script that starts a program with the redirections - 3 is the script's input -, waits until that has left the
  /// process group, prints its number, and ends with `rest`.
  Command leaving_a_stranger(const std::string& redirections, const std::string& rest) const {
    const std::string fifo = folder_ / "fifo";
    EXPECT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    const std::string script = "exec 3<&0; setsid sh -c 'echo >\"$0\"; exec sleep 3600' \"$0\" " + redirections +
                               " & read line <\"$0\"; echo $!; " + rest;
    return {"/bin/sh", {"-c", script, fifo}, ""};
  }

 private:
  TemporaryFolder folder_;
  IgnorePipeSignal ignore_pipe_signal_;
};

TEST_F(ChildProcessTest, ReadsWhatIsWrittenAndSaysWhatIsKept) {
  ChildProcess process({"cat", {}, ""});
  process.write(bytes_of("some words\n"));
  process.close_input();
  EXPECT_TRUE(process.wait().success());
  EXPECT_EQ(process.output(), "some words\n");
  EXPECT_EQ(process.last_error_lines(), "");
}

TEST_F(ChildProcessTest, ArgumentsReachTheProgramAsTheyAre) {
  ChildProcess process({"printf", {"%s|", "two words", "$HOME", "*", ""}, ""});
  EXPECT_TRUE(process.wait().success());
  EXPECT_EQ(process.output(), "two words|$HOME|*||");
}

TEST_F(ChildProcessTest, EveryByteArrivesWhereAPipeIsTooSmall) {
  ChildProcess process(shell("wc -c"));
  process.write(bytes_of(std::string(kMoreThanAPipe, 'x')));
  process.close_input();
  EXPECT_TRUE(process.wait().success());
  EXPECT_EQ(std::stoul(process.output()), kMoreThanAPipe);
}

TEST_F(ChildProcessTest, ReportsExitStatusAndSignal) {
  ChildProcess failing(shell("echo no such codec >&2; exit 7"));
  EXPECT_EQ(failing.wait().code, 7);
  EXPECT_EQ(failing.exit_message(), "'/bin/sh' ended with exit status 7: no such codec");
  ChildProcess killed(shell("kill -SEGV $$"));
  EXPECT_EQ(killed.wait().signal, SIGSEGV);
  EXPECT_EQ(killed.exit_message(), "'/bin/sh' was killed by signal 11 (Segmentation fault)");
}

TEST_F(ChildProcessTest, AProgramThatCannotBeStartedIsAFailureWithTheRemedy) {
  const TemporaryFolder folder;
  make_file(folder / "words", "exit 0");
  const auto failure_to_start = [](const std::string& program) {
    return message_of<Failure>([&] { ChildProcess process({program, {}, "; install it"}); });
  };
  EXPECT_EQ(failure_to_start("no-such-program"),
            "cannot start 'no-such-program': No such file or directory; install it");
  EXPECT_EQ(failure_to_start(folder / "words"),
            "cannot start '" + folder / "words" + "': Permission denied; install it");
  EXPECT_THAT(failure_to_start(folder.path()), HasSubstr("Permission denied"));
}

TEST_F(ChildProcessTest, APipeThatNobodyReadsIsAFailureWithTheLastWords) {
  const auto failure_of_writing_to = [](const std::string& script) {
    return message_of<Failure>([&] {
      ChildProcess(shell(script), {kForever, kForever}).write(bytes_of(std::string(kMoreThanAPipe, 'x')));
    });
  };
  EXPECT_EQ(failure_of_writing_to("echo bad preset >&2; exit 1"), "'/bin/sh' ended with exit status 1: bad preset");
  EXPECT_EQ(failure_of_writing_to("head -c 100000 >/dev/null; echo tired >&2; exit 3"),
            "'/bin/sh' ended with exit status 3: tired");
  EXPECT_EQ(failure_of_writing_to("head -c 100000 >/dev/null; kill -KILL $$"),
            "'/bin/sh' was killed by signal 9 (Killed)");
  EXPECT_EQ(failure_of_writing_to("exit 0"), "'/bin/sh' ended before it had read everything");
}

TEST_F(ChildProcessTest, AProgramThatClosesItsInputAndStaysIsKilled) {
  ChildProcess process(shell("exec <&-; sleep 3600"), {milliseconds(0), milliseconds(50)});
  EXPECT_EQ(message_of<Failure>([&] { process.write(bytes_of(std::string(kMoreThanAPipe, 'x'))); }),
            "'/bin/sh' did not end and was killed");
}

TEST_F(ChildProcessTest, TheEndOfTheProgramEndsTheWritingThoughAnotherKeepsItsInput) {
  ChildProcess process(leaving_a_stranger("<&3", "exit 4"), {milliseconds(0), kForever});
  EXPECT_THAT(message_of<Failure>([&] { process.write(bytes_of(std::string(kMoreThanAPipe, 'x'))); }),
              HasSubstr("exit status 4"));
  ::kill(static_cast<pid_t>(std::stol(process.output())), SIGKILL);
}

TEST_F(ChildProcessTest, AStopRequestEndsTheWritingToAProgramThatDoesNotRead) {
  std::stop_source stop;
  ChildProcess process(shell("sleep 3600"), {milliseconds(50), kForever});
  const std::jthread stopper([&] { stop.request_stop(); });
  EXPECT_THROW(process.write(bytes_of(std::string(kMoreThanAPipe, 'x')), stop.get_token()), Interrupted);
}

TEST_F(ChildProcessTest, AfterAStopRequestAProgramThatReadsStillGetsItsBytes) {
  std::stop_source stop;
  stop.request_stop();
  ChildProcess process(shell("wc -c"), {kForever, kForever});
  process.write(bytes_of(std::string(kMoreThanAPipe, 'x')), stop.get_token());
  process.close_input();
  // It has all the time it needs to end as well.
  EXPECT_TRUE(process.wait({.stop = stop.get_token(), .after_stop = kForever}).success());
  EXPECT_EQ(std::stoul(process.output()), kMoreThanAPipe);
}

TEST_F(ChildProcessTest, AfterAStopRequestAProgramThatDoesNotEndIsKilled) {
  std::stop_source stop;
  ChildProcess process(shell("trap '' TERM INT; sleep 3600; sleep 3600"));
  const std::jthread stopper([&] { stop.request_stop(); });
  const ExitStatus end = process.wait({.stop = stop.get_token(), .after_stop = milliseconds(50)});
  EXPECT_TRUE(end.timed_out);
  EXPECT_EQ(end.signal, SIGKILL);
}

TEST_F(ChildProcessTest, KeepsTheEndOfMegabytesOfWords) {
  ChildProcess process(shell("yes many words | head -n 400000 >&2; echo the reason >&2; exit 1"));
  EXPECT_EQ(process.wait().code, 1);
  EXPECT_THAT(process.last_error_lines(), EndsWith("many words; the reason"));
  ChildProcess endless_line(shell("yes | head -c 5000000 | tr -d '\\n' >&2"));
  endless_line.wait();
  EXPECT_THAT(endless_line.last_error_lines(), SizeIs(600));
}

TEST_F(ChildProcessTest, WhatItLeavesRunningIsKilledWithIt) {
  const TemporaryFolder folder;
  const std::string fifo = folder / "fifo";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  const FileDescriptor reader(::open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  ChildProcess process({"/bin/sh", {"-c", "exec 3>$0; sleep 3600 & exit 0", fifo}, ""});
  EXPECT_TRUE(process.wait().success());
  // The pipe hangs up when the last that writes to it is gone.
  pollfd event{reader.get(), 0, 0};
  EXPECT_EQ(::poll(&event, 1, -1), 1);
  EXPECT_EQ(event.revents, POLLHUP);
}

TEST_F(ChildProcessTest, DoesNotWaitForAStrangerThatKeepsItsErrorsOpen) {
  ChildProcess process(leaving_a_stranger(">/dev/null 3<&-", "echo last words >&2; exit 1"));
  EXPECT_EQ(process.wait().code, 1);
  EXPECT_EQ(process.last_error_lines(), "last words");
  ::kill(static_cast<pid_t>(std::stol(process.output())), SIGKILL);
}

TEST_F(ChildProcessTest, TheDestructorKillsAndReaps) {
  const pid_t id = ChildProcess(shell("trap '' TERM INT HUP; sleep 3600; sleep 3600")).id();
  EXPECT_EQ(::kill(id, 0), -1);
  EXPECT_EQ(errno, ESRCH);
}

TEST_F(ChildProcessTest, StartsWithFreshSignalsInAGroupOfItsOwn) {
  sigset_t blocked;
  sigemptyset(&blocked);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&blocked, signal);
  std::signal(SIGXFSZ, SIG_IGN);
  sigset_t before;
  ::pthread_sigmask(SIG_BLOCK, &blocked, &before);
  ChildProcess process({"cat", {"/proc/self/status"}, ""});
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  std::signal(SIGXFSZ, SIG_DFL);
  EXPECT_NE(::getpgid(process.id()), ::getpgrp());
  process.wait();
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ}) {
    EXPECT_FALSE(is_in_mask("SigBlk", signal, process.output())) << signal;
    EXPECT_FALSE(is_in_mask("SigIgn", signal, process.output())) << signal;
  }
}

TEST_F(ChildProcessTest, InheritsNothingOfItsNeighbours) {
  const auto inherited = [] {
    ChildProcess process({"ls", {"/proc/self/fd"}, ""});
    process.wait();
    return process.output();
  };
  const std::string alone = inherited();
  ChildProcess neighbour(shell("sleep 3600"));
  EXPECT_EQ(inherited(), alone);
}

TEST_F(ChildProcessTest, IsKilledWhenItIsAbandoned) {
  std::stop_source abandon;
  ChildProcess process(shell("sleep 3600"), {kForever, kForever, kForever}, abandon.get_token());
  const std::jthread stopper([&] { abandon.request_stop(); });
  EXPECT_EQ(process.wait().signal, SIGKILL);
}

TEST_F(ChildProcessTest, IsKilledBeforeItIsWaitedForToo) {
  std::stop_source abandon;
  abandon.request_stop();
  ChildProcess process(shell("sleep 3600"), {kForever, kForever, kForever}, abandon.get_token());
  EXPECT_THROW(process.write(bytes_of(std::string(kMoreThanAPipe, 'x'))), Failure);
}

TEST_F(ChildProcessTest, IsKilledWhenItDoesNothing) {
  ChildProcess process(shell("sleep 3600"));
  const ExitStatus end = process.wait({.idle = milliseconds(50)});
  EXPECT_TRUE(end.hung);
  EXPECT_EQ(process.exit_message(), "'/bin/sh' did nothing any more and was killed");
}

TEST_F(ChildProcessTest, NeedNotBeWaitedForAfterAStopWhenItDoesNothing) {
  std::stop_source stop;
  stop.request_stop();
  ChildProcess process(shell("sleep 3600"), {kForever, kForever, milliseconds(50)});
  EXPECT_TRUE(process.wait({.stop = stop.get_token(), .after_stop = kForever}).hung);
}

TEST(ProcessActivity, GrowsWhileAGroupWorks) {
  const ChildProcess process(shell("while :; do :; done"));
  const std::uint64_t before = processor_ticks_of_group(process.id()).value();
  while (processor_ticks_of_group(process.id()).value() == before) std::this_thread::yield();
}

TEST(ProcessActivity, IsUnknownOfAGroupThatIsNotThere) {
  EXPECT_FALSE(processor_ticks_of_group(std::numeric_limits<pid_t>::max()));
}

}  // namespace
}  // namespace lyap
