#pragma once

#include "host/backends/cuda/cuda_resources.h"
#include "host/backends/cuda/reused_objects.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace lyap {

/// Events of one device, which are used again when no CudaBusyTime holds them any more.
using CudaEvents = ReusedObjects<CudaEvent>;

/// How long a stretch of queued work kept the GPU busy, between two events of its stream. The streams share the GPU:
/// work waits for what other streams queued before it, and that must not count twice.
class CudaBusyTime {
 public:
  /// Starts a stretch after the work that is queued in the stream now, and discards the stretch before.
  void start(const CudaStream& stream, CudaEvents& events) {
    start_.reset();
    end_.reset();
    before_.reset();
    start_ = events.take();
    start_->record(stream);
  }

  /// Ends the stretch after the work that is queued in the stream now. `last_end` is the end of the stretch of the same
  /// kind that was queued before this one, in any stream, null for the first; it becomes the end of this one.
  void end(const CudaStream& stream, CudaEvents& events, std::shared_ptr<const CudaEvent>& last_end) {
    const auto end = events.take();
    end->record(stream);
    end_ = end;
    before_ = std::exchange(last_end, end_);
  }

  /// Seconds from the start, or from the end of the stretch before where that is later. The stream must have been
  /// waited for. A stretch before it that is not over yet will count the time itself.
  double seconds() const {
    const double all = end_->seconds_since(*start_);
    if (before_ == nullptr || !before_->is_over()) return all;
    return std::clamp(end_->seconds_since(*before_), 0.0, all);
  }

 private:
  std::shared_ptr<CudaEvent> start_;
  std::shared_ptr<const CudaEvent> end_;
  std::shared_ptr<const CudaEvent> before_;
};

}  // namespace lyap
