#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace lyap {

/// Turns SIGINT, SIGTERM and SIGHUP into a stop request, so that files are tidied up before the program ends.
/// Make one before any other thread starts: threads inherit that the signals are blocked. A second signal ends the
/// program at once.
class StopSignals {
 public:
  StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  StopSignals(StopSignals&&) = delete;
  StopSignals& operator=(StopSignals&&) = delete;
  ~StopSignals();

  std::stop_token token() const { return stop_.get_token(); }

  /// The signal that came, 0 if none did.
  int received() const { return received_; }

 private:
  std::stop_source stop_;
  std::atomic<int> received_ = 0;
  std::jthread waiter_;
};

}  // namespace lyap
