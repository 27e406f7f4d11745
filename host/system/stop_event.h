#pragma once

#include "host/base/error.h"
#include "host/system/file_descriptor.h"

#include <cstdint>
#include <stop_token>
#include <sys/eventfd.h>
#include <unistd.h>

namespace lyap {

/// A descriptor that becomes readable when a stop is requested, so that poll() can wait for stops, too.
class StopEvent {
 public:
  /// Throws Failure where no descriptor is left.
  explicit StopEvent(const std::stop_token& stop) : event_(make_event()), callback_(stop, Raise{event_.get()}) {}
  StopEvent(const StopEvent&) = delete;
  StopEvent& operator=(const StopEvent&) = delete;
  StopEvent(StopEvent&&) = delete;
  StopEvent& operator=(StopEvent&&) = delete;
  ~StopEvent() = default;

  int descriptor() const { return event_.get(); }

 private:
  struct Raise {
    int event;
    void operator()() const noexcept {
      const std::uint64_t one = 1;
      [[maybe_unused]] const ssize_t written = ::write(event, &one, sizeof one);
    }
  };

  static FileDescriptor make_event() {
    FileDescriptor event(::eventfd(0, EFD_CLOEXEC));
    if (!event) throw Failure("the system has no file descriptor left");
    return event;
  }

  FileDescriptor event_;
  std::stop_callback<Raise> callback_;
};

}  // namespace lyap
