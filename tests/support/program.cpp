#include "tests/support/program.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <string_view>
#include <sys/resource.h>
#include <sys/wait.h>
#include <system_error>
#include <termios.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace lyap {
namespace {

constexpr int kPollMilliseconds = 1;

void require(bool holds, const char* what) {
  if (!holds) throw std::system_error(errno, std::generic_category(), what);
}

int shell_status(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

void unblock_all_signals() {
  sigset_t all;
  sigfillset(&all);
  ::sigprocmask(SIG_UNBLOCK, &all, nullptr);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) std::signal(signal, SIG_DFL);
}

/// For the program that is to come. Without a handler for the signal, writes beyond the limit fail instead of killing.
bool limit_files(std::uint64_t max_bytes) {
  if (max_bytes == 0) return true;
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit = {max_bytes, max_bytes};
  return ::setrlimit(RLIMIT_FSIZE, &limit) == 0;
}

bool is_progress(std::string_view line) {
  const std::size_t digits = line.find_first_not_of("0123456789");
  return digits != line.npos && digits > 0 && line.substr(digits).starts_with(" %: ");
}

std::string without_progress(std::string_view text) {
  std::string rest;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    if (!is_progress(text.substr(0, end))) rest += text.substr(0, end);
    text.remove_prefix(end);
  }
  return rest;
}

/// Puts `end` in the place of one of the three standard streams; nothing in the place of a closed one.
void connect(int end, int standard_stream) {
  if (end < 0) {
    ::close(standard_stream);
  } else {
    ::dup2(end, standard_stream);
  }
}

}  // namespace

uid_t unprivileged_user() {
  static const uid_t user = 20'000 + static_cast<uid_t>(::getpid() % 40'000);
  return user;
}

Program::Program(const Launch& launch) : hanging_(launch.hanging) {
  out_ = open_stream(launch.out);
  err_ = open_stream(launch.err);
  // Everything that allocates is done before the fork.
  std::vector<std::string> words{LYAP_PROGRAM};
  words.insert(words.end(), launch.arguments.begin(), launch.arguments.end());
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  unprivileged_user();  // of this process, not of the one that becomes the program
  child_ = ::fork();
  require(child_ >= 0, "fork");
  if (child_ == 0) become_program(launch, std::move(pointers));
  close_end(out_.program);
  close_end(err_.program);
}

Program::~Program() {
  if (child_ > 0) {
    ::kill(child_, SIGKILL);
    reap();
  }
  for (int* end : {&out_.test, &out_.program, &out_.reader, &err_.test, &err_.program, &err_.reader}) close_end(*end);
}

Program::Ends Program::open_stream(Stream stream) {
  Ends ends;
  switch (stream) {
    case Stream::kPipe:
    case Stream::kAbandoned: {
      std::array<int, 2> pipe{};
      require(::pipe2(pipe.data(), O_CLOEXEC) == 0, "pipe2");
      ends = {pipe[0], pipe[1]};
      if (stream == Stream::kAbandoned) close_end(ends.test);
      break;
    }
    case Stream::kTerminal: {
      // Raw, so that the test reads the bytes that the program wrote.
      termios modes{};
      ::cfmakeraw(&modes);
      winsize size{};
      size.ws_row = 24;
      size.ws_col = 80;
      require(::openpty(&ends.test, &ends.program, nullptr, &modes, &size) == 0, "openpty");
      ::fcntl(ends.test, F_SETFD, FD_CLOEXEC);
      ::fcntl(ends.program, F_SETFD, FD_CLOEXEC);
      break;
    }
    case Stream::kFullDisk:
      ends.program = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
      require(ends.program >= 0, "/dev/full");
      break;
    case Stream::kStalled:
      ends = full_pipe();
      break;
    case Stream::kClosed:
      break;
  }
  return ends;
}

Program::Ends Program::full_pipe() {
  std::array<int, 2> pipe{};
  require(::pipe2(pipe.data(), O_CLOEXEC | O_NONBLOCK) == 0, "pipe2");
  const std::array<char, 4096> page{};
  while (::write(pipe[1], page.data(), page.size()) > 0) {
  }
  require(::fcntl(pipe[1], F_SETFL, O_WRONLY) == 0, "fcntl");
  // The reader stays, and is never asked.
  return {-1, pipe[1], pipe[0]};
}

void Program::close_end(int& end) {
  if (end >= 0) ::close(end);
  end = -1;
}

void Program::become_program(const Launch& launch, std::vector<char*> arguments) const {
  unblock_all_signals();
  for (const auto& [name, value] : launch.environment) ::setenv(name.c_str(), value.c_str(), 1);
  const int input = launch.input_closed ? -1 : ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  connect(input, STDIN_FILENO);
  connect(out_.program, STDOUT_FILENO);
  connect(err_.program, STDERR_FILENO);
  const bool in_folder = ::chdir(launch.folder.c_str()) == 0;
  // Opened as oneself: the tree may lie where nobody else can go.
  const int program = ::open(LYAP_PROGRAM, O_PATH | O_CLOEXEC);
  if (launch.before_start) launch.before_start();
  const bool lowered = !launch.unprivileged || ::geteuid() != 0 || ::setuid(unprivileged_user()) == 0;
  if (in_folder && lowered && limit_files(launch.most_file_bytes)) ::fexecve(program, arguments.data(), environ);
  ::_exit(127);
}

bool Program::collect() {
  std::array<pollfd, 2> ends{pollfd{out_.test, POLLIN, 0}, pollfd{err_.test, POLLIN, 0}};
  if (::poll(ends.data(), ends.size(), kPollMilliseconds) > 0) {
    if (ends[0].revents != 0) collect_from(out_.test, result_.out);
    if (ends[1].revents != 0) collect_from(err_.test, result_.err);
  }
  check_watchdog();
  return out_.test >= 0 || err_.test >= 0;
}

void Program::collect_from(int& end, std::string& text) const {
  std::array<char, 1 << 16> bytes;
  const ssize_t count = ::read(end, bytes.data(), bytes.size());
  if (count > 0) {
    text.append(bytes.data(), static_cast<std::size_t>(count));
  } else if (count == 0 || errno != EINTR) {  // a terminal whose program has ended gives EIO
    close_end(end);
  }
}

void Program::check_watchdog() {
  if (result_.hung || age() < hanging_) return;
  ADD_FAILURE() << "the program hangs; it has said: " << result_.err;
  result_.hung = true;
  ::kill(child_, SIGKILL);
}

bool Program::run_until(const std::function<bool(const ProgramResult&)>& reached) {
  while (!reached(result_)) {
    siginfo_t ended{};
    ::waitid(P_PID, static_cast<id_t>(child_), &ended, WEXITED | WNOHANG | WNOWAIT);
    if (ended.si_pid != 0) return false;
    collect();
  }
  return true;
}

void Program::send(int signal) const {
  ::kill(child_, signal);
}

ProgramResult Program::wait() {
  // Streams that lead into no test, or that the program closes, say nothing about its end.
  run_until([](const ProgramResult&) { return false; });
  while (collect()) {
  }
  reap();
  result_.err = without_progress(result_.err);
  return result_;
}

void Program::reap() {
  int status = 0;
  rusage usage{};
  if (::wait4(child_, &status, 0, &usage) == child_) {
    result_.status = shell_status(status);
    result_.killed_by = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    result_.peak_kibibytes = usage.ru_maxrss;
  }
  child_ = -1;
}

ProgramResult run_program(const Launch& launch) {
  return Program(launch).wait();
}

}  // namespace lyap
