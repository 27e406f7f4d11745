#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace lyap {

/// Where a stream of the program leads.
enum class Stream {
  kPipe,       // into the test, which keeps what comes
  kTerminal,   // the same through a pseudo-terminal of 80 columns
  kAbandoned,  // a pipe whose reader has gone
  kFullDisk,   // /dev/full
  kClosed,     // the descriptor is not open at all
  kStalled,    // a pipe that is full, and that nobody reads
};

struct Launch {
  std::vector<std::string> arguments;
  /// The working directory.
  std::string folder;
  Stream out = Stream::kPipe;
  Stream err = Stream::kPipe;
  bool input_closed = false;
  /// Set in addition to what the test has.
  std::vector<std::pair<std::string, std::string>> environment;
  /// No file can become longer, as with `ulimit -f`; 0 for no limit. A write beyond it fails, as on a full disk.
  std::uint64_t most_file_bytes = 0;
  /// As the superuser: run as unprivileged_user(), for whom permissions count.
  bool unprivileged = false;
  /// Called in the process that becomes the program, with the privileges of the test and the three streams in place.
  std::function<void()> before_start;
  /// No run takes that long, however slow or busy the machine is: one that does hangs.
  std::chrono::seconds hanging = std::chrono::minutes(20);
};

struct ProgramResult {
  /// What a shell calls $?: the exit status, or 128 + the signal that killed the program.
  int status = -1;
  std::string out;
  /// Once the program has ended: without the lines of progress, "12 %: 0:30 left". They come of whatever takes longer
  /// than five seconds, which no test knows.
  std::string err;
  long peak_kibibytes = 0;
  /// The signal that killed it, 0 if it came to its own end.
  int killed_by = 0;
  /// It hung and was killed.
  bool hung = false;
};

/// One run of the program at LYAP_PROGRAM. The destructor kills and reaps it if it still runs. A run that hangs is
/// killed and fails the test.
class Program {
 public:
  explicit Program(const Launch& launch);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  Program(Program&&) = delete;
  Program& operator=(Program&&) = delete;

  /// Collects output until `reached(what came so far)` or until the program ends; false if it ended before.
  bool run_until(const std::function<bool(const ProgramResult&)>& reached);

  void send(int signal) const;

  /// How long ago it was started.
  std::chrono::steady_clock::duration age() const { return std::chrono::steady_clock::now() - start_; }

  /// The process, as long as it has not been waited for.
  pid_t id() const { return child_; }

  /// Collects output until the program has ended.
  ProgramResult wait();

 private:
  struct Ends {
    int test = -1;
    int program = -1;
    /// Of a stalled pipe.
    int reader = -1;
  };

  static Ends open_stream(Stream stream);
  static Ends full_pipe();
  static void close_end(int& end);
  [[noreturn]] void become_program(const Launch& launch, std::vector<char*> arguments) const;
  /// False if nothing can come any more. Waits for a moment at most.
  bool collect();
  void collect_from(int& end, std::string& text) const;
  void check_watchdog();
  void reap();

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::seconds hanging_;
  pid_t child_ = -1;
  Ends out_;
  Ends err_;
  ProgramResult result_;
};

/// Runs the program to its end.
ProgramResult run_program(const Launch& launch);

/// A user of no rights that this process alone makes use of: limits count what else a user runs, and other tests run at
/// the same time.
uid_t unprivileged_user();

}  // namespace lyap
