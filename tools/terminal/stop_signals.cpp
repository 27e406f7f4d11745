#include "tools/terminal/stop_signals.h"

#include <csignal>
#include <cstddef>
#include <ctime>
#include <poll.h>
#include <pthread.h>
#include <unistd.h>

namespace lyap {
namespace {

/// Ends the waiting thread; a real-time signal that nothing else uses.
int wake_up_signal() {
  return SIGRTMIN;
}

constexpr int kStopSignals[] = {SIGINT, SIGTERM, SIGHUP};

bool is_ignored(int signal) {
  struct sigaction current {};
  sigaction(signal, nullptr, &current);
  return current.sa_handler == SIG_IGN;
}

/// Without those that the caller has us ignore (nohup, a shell's background job).
sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : kStopSignals) {
    if (!is_ignored(signal)) sigaddset(&set, signal);
  }
  return set;
}

/// Ends the program as the signal does by itself.
void die_of(int signal) {
  std::signal(signal, SIG_DFL);
  sigset_t unblocked;
  sigemptyset(&unblocked);
  sigaddset(&unblocked, signal);
  pthread_sigmask(SIG_UNBLOCK, &unblocked, nullptr);
  std::raise(signal);
}

}  // namespace

extern "C" {
/// Calls nothing but what a handler may call.
static void end_with_message(int signal) {
  static constexpr char kMessage[] = "lyap: error: interrupted\n";
  pollfd room{STDERR_FILENO, POLLOUT, 0};
  if (::poll(&room, 1, 0) > 0) {
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kMessage, sizeof kMessage - 1);
  }
  die_of(signal);
}
}

StopSignals::StopSignals() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  for (const int signal : kStopSignals) {
    if (!is_ignored(signal)) std::signal(signal, end_with_message);
  }
}

StopSignals::~StopSignals() {
  if (waiter_.joinable()) pthread_kill(waiter_.native_handle(), wake_up_signal());
}

void StopSignals::defer() {
  sigset_t blocked = stop_signals();
  sigaddset(&blocked, wake_up_signal());
  pthread_sigmask(SIG_BLOCK, &blocked, nullptr);
  waiter_ = std::jthread([this] { wait_for_signals(); });
}

void StopSignals::wait_for_signals() {
  sigset_t signals = stop_signals();
  sigaddset(&signals, wake_up_signal());
  // For how long the work may be tidied up that was abandoned.
  constexpr timespec kMoment{2, 0};
  for (int count = 1;; ++count) {
    const int signal = sigtimedwait(&signals, nullptr, count > 2 ? &kMoment : nullptr);
    if (signal == wake_up_signal()) return;
    // With a limit: a third signal, or none in time.
    if (count > 2) return die_of(received_);
    if (signal < 0) {
      --count;
      continue;
    }
    received_ = signal;
    if (count == 1) stop_.request_stop();
    if (count == 2) abandon_.request_stop();
  }
}

}  // namespace lyap
