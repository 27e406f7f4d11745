#include "tools/terminal/stop_signals.h"

#include <csignal>
#include <pthread.h>

namespace lyap {
namespace {

/// Ends the waiting thread; a real-time signal that nothing else uses.
int wake_up_signal() {
  return SIGRTMIN;
}

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction current {};
    sigaction(signal, nullptr, &current);
    // What the caller has us ignore (nohup, a shell's background job) stays ignored.
    if (current.sa_handler != SIG_IGN) sigaddset(&set, signal);
  }
  return set;
}

void wait_for_signals(sigset_t signals, std::stop_source& stop, std::atomic<int>& received) {
  sigaddset(&signals, wake_up_signal());
  for (;;) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0 || signal == wake_up_signal()) return;
    if (received != 0) {
      std::signal(signal, SIG_DFL);
      sigset_t unblocked;
      sigemptyset(&unblocked);
      sigaddset(&unblocked, signal);
      pthread_sigmask(SIG_UNBLOCK, &unblocked, nullptr);
      std::raise(signal);
    }
    received = signal;
    stop.request_stop();
  }
}

}  // namespace

StopSignals::StopSignals() {
  // A closed pipe and a file-size limit are errors of the write that meets them, with a message.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  const sigset_t signals = stop_signals();
  sigset_t blocked = signals;
  sigaddset(&blocked, wake_up_signal());
  pthread_sigmask(SIG_BLOCK, &blocked, nullptr);
  waiter_ = std::jthread([this, signals] { wait_for_signals(signals, stop_, received_); });
}

StopSignals::~StopSignals() {
  pthread_kill(waiter_.native_handle(), wake_up_signal());
}

}  // namespace lyap
