#pragma once

#include "host/system/file_descriptor.h"
#include "host/system/text_tail.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace lyap {

/// A program, looked up in PATH unless it has a '/', and its arguments. No shell reads them.
struct Command {
  std::string program;
  std::vector<std::string> arguments;
  /// What the user can do if it cannot be started: "; install it". May be empty.
  std::string remedy;
  /// A file that the program keeps open as long as it runs, and with it the file's lock; −1: none.
  int kept_open = -1;
};

/// How a program ended.
struct ExitStatus {
  int code = 0;
  /// The signal that killed it, 0 if it ended by itself; then `code` counts.
  int signal = 0;
  /// It did not end within its time and was killed for that.
  bool timed_out = false;

  bool success() const { return code == 0 && signal == 0; }
  /// "ended with exit status 1", "was killed by signal 11 (Segmentation fault)"
  std::string text() const;
};

/// A program that runs beside this one: it reads from a pipe what we write(), and the end of what it says is kept.
///
/// - It starts with the signal dispositions and the mask of a fresh program and in a process group of its own: Ctrl-C
///   in a terminal reaches us, and we decide how the program ends.
/// - Its end is the end of its process group: what it leaves running is killed.
/// - The destructor kills and reaps it.
///
/// A program that goes away while it is written to arrives as Failure only in a process that ignores SIGPIPE.
class ChildProcess {
 public:
  struct Times {
    /// How long write() goes on after a stop request.
    std::chrono::milliseconds write_after_stop{3000};
    /// How long a program that no longer reads has to end and to say why.
    std::chrono::milliseconds end_after_closing{3000};
  };

  /// Starts the program. Throws Failure, "cannot start 'ffmpeg': No such file or directory" and the remedy.
  explicit ChildProcess(const Command& command) : ChildProcess(command, Times()) {}
  ChildProcess(const Command& command, Times times);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ChildProcess(ChildProcess&&) = delete;
  ChildProcess& operator=(ChildProcess&&) = delete;

  /// Hands all of `bytes` to the program, waiting for it to read. Throws Failure, with the program's last words, if it
  /// has ended or closed its input. After a stop request it goes on for a short time, so that a program that reads gets
  /// its bytes, and then throws Interrupted.
  void write(std::span<const std::byte> bytes, const std::stop_token& stop = {});

  /// Lets the program read the end of its input.
  void close_input() { input_.reset(); }

  /// Waits for the program's end. After a stop request it has `after_stop` left, then it is killed.
  ExitStatus wait(const std::stop_token& stop = {}, std::chrono::milliseconds after_stop = {});

  /// Waits for the program's end for a time, then kills it.
  ExitStatus wait_at_most(std::chrono::milliseconds time);

  /// The last lines of the program's standard error, on one line; "" if it said nothing. Only after its end.
  std::string last_words() const;

  /// The last 16 KiB, or a bit more, of the program's standard error. Only after its end.
  const std::string& errors() const { return errors_tail_.text(); }

  /// The last 64 KiB, or a bit more, of the program's standard output. Only after its end.
  const std::string& output() const { return output_tail_.text(); }

  /// "'ffmpeg' ended with exit status 1: its last words". Only after its end.
  std::string obituary() const;

  pid_t id() const { return id_; }

 private:
  void listen();
  ExitStatus reap(bool timed_out);
  [[noreturn]] void throw_that_it_stopped_reading();

  std::string program_;
  Times times_;
  pid_t id_ = -1;
  FileDescriptor process_;  // a pidfd: readable when the program has ended
  FileDescriptor input_;
  FileDescriptor output_;
  FileDescriptor errors_;
  FileDescriptor hang_up_;  // an eventfd that ends the listening
  TextTail output_tail_;
  TextTail errors_tail_;
  std::optional<ExitStatus> end_;
  std::jthread listener_;  // last: it uses the others
};

}  // namespace lyap
