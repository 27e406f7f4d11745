#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace lyap {

/// What SIGINT, SIGTERM and SIGHUP do. Those that the caller has the program ignore stay ignored.
///
/// Make one first of all: until defer() they end the program, which has nothing to tidy up yet, with a message. It also
/// ignores SIGPIPE and SIGXFSZ: a closed pipe and a file-size limit are errors of the write that meets them.
class StopSignals {
 public:
  StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  StopSignals(StopSignals&&) = delete;
  StopSignals& operator=(StopSignals&&) = delete;
  ~StopSignals();

  /// From now on a signal is a stop request, so that the work is brought to a good end; a second one asks to abandon
  /// it, and a third, or a moment without an end, ends the program as it is. Call it before any other thread starts:
  /// threads inherit that the signals are blocked.
  void defer();

  std::stop_token token() const { return stop_.get_token(); }
  std::stop_token abandon_token() const { return abandon_.get_token(); }

  /// The signal that came, 0 if none did.
  int received() const { return received_; }

 private:
  void wait_for_signals();

  std::stop_source stop_;
  std::stop_source abandon_;
  std::atomic<int> received_ = 0;
  std::jthread waiter_;
};

}  // namespace lyap
