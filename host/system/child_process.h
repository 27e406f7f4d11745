#pragma once

#include "host/system/file_descriptor.h"
#include "host/system/text_tail.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace lyap {

/// A program, which is looked up in PATH unless it contains a '/', and its arguments. No shell is involved.
struct Command {
  std::string program;
  std::vector<std::string> arguments;
  /// What the user can do if the program cannot be started, appended to the error message: "; install it". May be
  /// empty.
  std::string remedy;
  /// A descriptor that the program inherits, so that the lock of that file is held until the program exits; −1: none.
  int kept_open = -1;
};

/// How a program exited.
struct ExitStatus {
  int code = 0;
  /// The signal that killed it; 0 if it exited by itself, with `code`.
  int signal = 0;
  /// It did not exit in time and was killed.
  bool timed_out = false;
  /// It did nothing for longer than the limit and was killed.
  bool hung = false;

  bool success() const { return code == 0 && signal == 0; }
  /// "ended with exit status 1", "was killed by signal 11 (Segmentation fault)"
  std::string text() const;
};

/// How long to wait for a program to exit.
struct WaitLimit {
  static constexpr std::chrono::milliseconds kUnlimited = std::chrono::milliseconds::max();

  /// There is no limit until a stop is requested; from then on the program has `after_stop`.
  std::stop_token stop{};
  std::chrono::milliseconds after_stop{};
  /// For how long the program may do nothing: use no processor time and write nothing.
  std::chrono::milliseconds idle = kUnlimited;
  /// Kills the program at once, if it was started with this token.
  std::stop_token abandon{};

  /// A limit that ends `time` from now.
  static WaitLimit at_most(std::chrono::milliseconds time);
};

/// A child process. Its standard input is a pipe that write() fills; the ends of its standard output and standard error
/// are kept.
///
/// - It starts with default signal dispositions, an empty signal mask and a process group of its own: Ctrl-C in a
/// terminal
///   reaches only this process, which decides how the child exits.
/// - When it exits, what is left of its process group is killed.
/// - The destructor kills and reaps it.
///
/// The calling process must ignore SIGPIPE: then a child that exits while it is written to is a Failure.
///
/// One thread at a time may use an object.
class ChildProcess {
 public:
  struct Times {
    /// How long write() goes on after a stop request.
    std::chrono::milliseconds write_after_stop{3000};
    /// How long a program that no longer reads its input may take to exit.
    std::chrono::milliseconds end_after_closing{3000};
    /// For how long a program that is waited for after a stop request may do nothing.
    std::chrono::milliseconds idle_after_stop{5000};
  };

  /// Starts the program. It is killed when `abandon` is requested, which ends all waits. Throws Failure, "cannot start
  /// 'ffmpeg': No such file or directory" and the remedy.
  explicit ChildProcess(const Command& command) : ChildProcess(command, Times()) {}
  ChildProcess(const Command& command, Times times, const std::stop_token& abandon = {});
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ChildProcess(ChildProcess&&) = delete;
  ChildProcess& operator=(ChildProcess&&) = delete;

  /// Writes all of `bytes` to the program's standard input, waiting for it to read. Throws Failure, with
  /// exit_message(), if the program has exited or closed its input. After a stop request it goes on for
  /// Times::write_after_stop, so that a program that still reads gets whole frames, and then throws Interrupted.
  void write(std::span<const std::byte> bytes, const std::stop_token& stop = {});

  /// Closes the program's standard input: it reads end-of-file.
  void close_input() { input_.reset(); }

  /// Waits until the program exits, and kills it at the limit.
  ExitStatus wait(const WaitLimit& limit = {});

  /// Waits for `time` until the program exits, as after a stop request, and then kills it.
  ExitStatus wait_at_most(std::chrono::milliseconds time);

  // The following are for after the program has exited.

  /// The last four lines of the program's standard error, joined to one line of 600 bytes at most.
  std::string last_error_lines() const;

  /// The end of the program's standard error, 16 KiB or a bit more.
  const std::string& errors() const { return errors_tail_.text(); }

  /// The end of the program's standard output, 64 KiB or a bit more.
  const std::string& output() const { return output_tail_.text(); }

  /// How the program exited, with its last error lines: "'ffmpeg' ended with exit status 1: Unknown encoder 'x265'".
  std::string exit_message() const;

  pid_t id() const { return id_; }

 private:
  struct Kill {
    int process;
    void operator()() const noexcept;
  };

  void read_output();
  bool exits_within(std::chrono::milliseconds time, int stop_event) const;
  ExitStatus wait_until(std::chrono::steady_clock::time_point deadline, std::chrono::milliseconds idle, int stop_event);
  ExitStatus reap();
  ExitStatus kill_and_reap(bool hung);
  [[noreturn]] void throw_that_it_stopped_reading();

  std::string program_;
  Times times_;
  pid_t id_ = -1;
  FileDescriptor process_;  // a pidfd: readable when the program has exited
  FileDescriptor input_;
  FileDescriptor output_;
  FileDescriptor errors_;
  FileDescriptor reading_ends_;  // an eventfd that ends read_output()
  TextTail output_tail_;
  TextTail errors_tail_;
  std::atomic<std::uint64_t> bytes_read_ = 0;
  std::optional<ExitStatus> end_;
  std::optional<std::stop_callback<Kill>> abandoned_;
  std::jthread output_reader_;  // last: it uses the others
};

}  // namespace lyap
