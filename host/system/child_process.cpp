#include "host/system/child_process.h"

#include "host/base/error.h"
#include "host/system/process_activity.h"
#include "host/system/spawn.h"
#include "host/system/stop_event.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;
/// How often a program that is waited for is looked at.
constexpr milliseconds kBetweenLooks(250);
constexpr std::size_t kOutputLength = 65536;
constexpr std::size_t kErrorsLength = 16384;
constexpr int kPipeBytes = 1 << 20;

struct Pipe {
  FileDescriptor read;
  FileDescriptor write;
};

FileDescriptor checked(int descriptor) {
  if (descriptor < 0) throw Failure(fmt::format("cannot make a pipe: {}", std::generic_category().message(errno)));
  return FileDescriptor(descriptor);
}

/// The same descriptor with a number above 2: where this process has closed a standard stream, pipe2() may return its
/// number, which dup2() in the child would overwrite.
FileDescriptor lifted(int descriptor) {
  const FileDescriptor low(descriptor);
  return checked(::fcntl(low.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

Pipe make_pipe() {
  std::array<int, 2> ends{-1, -1};
  const bool made = ::pipe2(ends.data(), O_CLOEXEC) == 0;
  FileDescriptor read = checked(made ? ends[0] : -1);
  FileDescriptor write = checked(ends[1]);
  return {lifted(read.release()), lifted(write.release())};
}

int milliseconds_until(Clock::time_point deadline) {
  return static_cast<int>(std::max<std::int64_t>(0, std::chrono::ceil<milliseconds>(deadline - Clock::now()).count()));
}

/// Moves what can be read into `tail`, at most what a pipe holds; closes the end where nothing will come any more.
/// Returns how many bytes came.
std::size_t read_into(TextTail& tail, FileDescriptor& end) {
  std::array<char, 65536> bytes;
  const ssize_t count = ::read(end.get(), bytes.data(), bytes.size());
  if (count > 0) {
    tail.append({bytes.data(), static_cast<std::size_t>(count)});
    return static_cast<std::size_t>(count);
  }
  if (count == 0 || (errno != EINTR && errno != EAGAIN)) end.reset();
  return 0;
}

/// Whether a process group does anything: what it has used and written since the last look.
class Activity {
 public:
  explicit Activity(pid_t group) : group_(group) {}

  /// How long nothing has happened, as far as looks tell.
  milliseconds idle(std::uint64_t bytes_written) {
    const std::optional<std::uint64_t> ticks = processor_ticks_of_group(group_);
    // Nobody tells: it counts as busy.
    if (!ticks || *ticks != ticks_ || bytes_written != bytes_) since_ = Clock::now();
    ticks_ = ticks.value_or(0);
    bytes_ = bytes_written;
    return std::chrono::duration_cast<milliseconds>(Clock::now() - since_);
  }

 private:
  pid_t group_;
  std::uint64_t ticks_ = 0;
  std::uint64_t bytes_ = 0;
  Clock::time_point since_ = Clock::now();
};

}  // namespace

WaitLimit WaitLimit::at_most(milliseconds time) {
  std::stop_source now;
  now.request_stop();
  return {.stop = now.get_token(), .after_stop = time};
}

std::string ExitStatus::text() const {
  if (hung) return "did nothing any more and was killed";
  if (timed_out) return "did not end and was killed";
  if (signal != 0) return fmt::format("was killed by signal {} ({})", signal, ::strsignal(signal));
  return fmt::format("ended with exit status {}", code);
}

void ChildProcess::Kill::operator()() const noexcept {
  ::syscall(SYS_pidfd_send_signal, process, SIGKILL, nullptr, 0);
}

ChildProcess::ChildProcess(const Command& command, Times times, const std::stop_token& abandon)
    : program_(command.program),
      times_(times),
      reading_ends_(checked(::eventfd(0, EFD_CLOEXEC))),
      output_tail_(kOutputLength),
      errors_tail_(kErrorsLength) {
  Pipe input = make_pipe();
  Pipe output = make_pipe();
  Pipe errors = make_pipe();
  for (const FileDescriptor* end : {&input.write, &output.read, &errors.read}) {
    ::fcntl(end->get(), F_SETFL, O_NONBLOCK);
  }
  // A larger pipe means fewer context switches. Not an error where it is refused.
  ::fcntl(input.write.get(), F_SETPIPE_SZ, kPipeBytes);
  input_ = std::move(input.write);
  output_ = std::move(output.read);
  errors_ = std::move(errors.read);
  // Started before the program: if the thread cannot be started, there is no program to kill, and if the program cannot
  // be started, the thread ends with the pipes.
  output_reader_ = std::jthread([this] { read_output(); });
  id_ = spawn(command, {input.read.get(), output.write.get(), errors.write.get()});
  process_ = FileDescriptor(static_cast<int>(::syscall(SYS_pidfd_open, id_, 0)));
  if (process_) {
    abandoned_.emplace(abandon, Kill{process_.get()});
    return;
  }
  const int error = errno;
  ::kill(-id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
  throw Failure(fmt::format("cannot watch '{}': {}", program_, std::generic_category().message(error)));
}

ChildProcess::~ChildProcess() {
  wait_at_most({});
}

void ChildProcess::read_output() {
  std::array<pollfd, 3> ends{};
  while ((output_ || errors_) && ends[2].revents == 0) {
    ends = {pollfd{output_.get(), POLLIN, 0}, pollfd{errors_.get(), POLLIN, 0}, pollfd{reading_ends_.get(), POLLIN, 0}};
    if (::poll(ends.data(), ends.size(), -1) <= 0) continue;
    // Also in the last round, for the last error lines; not until end-of-file, which a process outside the group, with
    // the pipe still open, would delay.
    if (output_) bytes_read_ += read_into(output_tail_, output_);
    if (errors_) bytes_read_ += read_into(errors_tail_, errors_);
  }
}

void ChildProcess::write(std::span<const std::byte> bytes, const std::stop_token& stop) {
  const StopEvent stop_event(stop);
  std::optional<Clock::time_point> deadline;
  while (!bytes.empty()) {
    const ssize_t written = ::write(input_.get(), bytes.data(), bytes.size());
    if (written >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(written));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno != EAGAIN) throw_that_it_stopped_reading();
    if (!deadline && stop.stop_requested()) deadline = Clock::now() + times_.write_after_stop;
    if (deadline && Clock::now() >= *deadline) throw Interrupted();
    std::array<pollfd, 3> events{pollfd{input_.get(), POLLOUT, 0}, pollfd{process_.get(), POLLIN, 0},
                                 pollfd{deadline ? -1 : stop_event.descriptor(), POLLIN, 0}};
    ::poll(events.data(), events.size(), deadline ? milliseconds_until(*deadline) : -1);
    // Its own children may still hold its input open.
    if (events[1].revents != 0) throw_that_it_stopped_reading();
  }
}

void ChildProcess::throw_that_it_stopped_reading() {
  close_input();
  const ExitStatus end = wait_at_most(times_.end_after_closing);
  throw Failure(end.success() ? fmt::format("'{}' ended before it had read everything", program_) : exit_message());
}

ExitStatus ChildProcess::wait(const WaitLimit& limit) {
  if (end_) return *end_;
  const StopEvent stop_event(limit.stop);
  // Ends early where a stop is requested.
  wait_until(Clock::time_point::max(), limit.idle, stop_event.descriptor());
  return end_ ? *end_ : wait_until(Clock::now() + limit.after_stop, std::min(limit.idle, times_.idle_after_stop), -1);
}

ExitStatus ChildProcess::wait_at_most(milliseconds time) {
  return end_ ? *end_ : wait_until(Clock::now() + time, times_.idle_after_stop, -1);
}

/// Waits until the program exits, and kills it at the deadline and where it does nothing for `idle`. Returns without an
/// end when `stop_event`, unless that is -1, becomes readable.
ExitStatus ChildProcess::wait_until(Clock::time_point deadline, milliseconds idle, int stop_event) {
  Activity activity(id_);
  while (true) {
    const bool is_limited = deadline != Clock::time_point::max();
    const int left = is_limited ? milliseconds_until(deadline) : -1;
    const bool is_watched = idle != WaitLimit::kUnlimited;
    const int look = static_cast<int>(kBetweenLooks.count());
    std::array<pollfd, 2> events{pollfd{process_.get(), POLLIN, 0}, pollfd{stop_event, POLLIN, 0}};
    ::poll(events.data(), events.size(), is_watched && (left < 0 || left > look) ? look : left);
    if (events[0].revents != 0) return reap();
    if (events[1].revents != 0) return {};
    if (is_limited && Clock::now() >= deadline) return kill_and_reap(false);
    if (is_watched && activity.idle(bytes_read_) >= idle) return kill_and_reap(true);
  }
}

ExitStatus ChildProcess::kill_and_reap(bool hung) {
  ::kill(-id_, SIGKILL);
  reap();
  end_->timed_out = true;
  end_->hung = hung;
  return *end_;
}

ExitStatus ChildProcess::reap() {
  // While the program is a zombie, its process group's number cannot be reused for another group.
  siginfo_t ignored{};
  while (::waitid(P_PID, static_cast<id_t>(id_), &ignored, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
  }
  ::kill(-id_, SIGKILL);
  int status = 0;
  while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
  }
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(reading_ends_.get(), &one, sizeof one);
  output_reader_.join();
  input_.reset();
  end_ = WIFSIGNALED(status) ? ExitStatus{.signal = WTERMSIG(status)} : ExitStatus{.code = WEXITSTATUS(status)};
  return *end_;
}

std::string ChildProcess::last_error_lines() const {
  constexpr std::size_t kLines = 4;
  constexpr std::size_t kLongest = 600;
  return last_lines(errors_tail_.text(), kLines, kLongest);
}

std::string ChildProcess::exit_message() const {
  const std::string errors = last_error_lines();
  return fmt::format("'{}' {}{}{}", program_, end_.value_or(ExitStatus()).text(), errors.empty() ? "" : ": ", errors);
}

}  // namespace lyap
