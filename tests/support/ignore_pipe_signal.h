#pragma once

#include <csignal>

namespace lyap {

/// A reader that has gone is an error of write() for as long as this lives, as it is in the program.
class IgnorePipeSignal {
 public:
  IgnorePipeSignal() { before_ = std::signal(SIGPIPE, SIG_IGN); }
  ~IgnorePipeSignal() { std::signal(SIGPIPE, before_); }
  IgnorePipeSignal(const IgnorePipeSignal&) = delete;
  IgnorePipeSignal& operator=(const IgnorePipeSignal&) = delete;
  IgnorePipeSignal(IgnorePipeSignal&&) = delete;
  IgnorePipeSignal& operator=(IgnorePipeSignal&&) = delete;

 private:
  void (*before_)(int) = SIG_DFL;
};

}  // namespace lyap
