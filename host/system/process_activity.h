#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <sys/types.h>

namespace lyap {

/// Processor time, in ticks of the kernel's clock, that the processes of a group have used which still run. Nothing
/// where the system does not tell.
std::optional<std::uint64_t> processor_ticks_of_group(pid_t group);

/// Whether a process group still does anything: uses processor time, or writes.
class ProcessActivity {
 public:
  explicit ProcessActivity(pid_t group) : group_(group) {}

  /// For how long nothing has changed from one call to the next; `bytes_written` is what the group has written so far.
  /// Where the system tells nothing of the group, it counts as busy.
  std::chrono::milliseconds idle(std::uint64_t bytes_written);

 private:
  using Clock = std::chrono::steady_clock;

  pid_t group_;
  std::uint64_t ticks_ = 0;
  std::uint64_t bytes_ = 0;
  Clock::time_point since_ = Clock::now();
};

}  // namespace lyap
