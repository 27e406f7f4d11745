#pragma once

#include "host/backends/cuda/cuda_resources.h"
#include "host/backends/cuda/reused_objects.h"

#include <algorithm>
#include <memory>

namespace lyap {

/// Events of one device, which are used again when no CudaBusyTime holds them any more.
using CudaEvents = ReusedObjects<CudaEvent>;

/// How long a stretch of queued work kept the GPU busy, between two events of its stream. The streams share the GPU:
/// work waits for what other streams queued, before it or after it, and that must not count twice.
class CudaBusyTime {
 public:
  /// Starts a stretch after the work that is queued in the stream now, and discards the stretch before.
  void start(const CudaStream& stream, CudaEvents& events) {
    start_.reset();
    end_.reset();
    start_ = events.take();
    end_ = events.take();
    start_->record(stream);
  }

  /// Ends the stretch after the work that is queued in the stream now.
  void end(const CudaStream& stream) { end_->record(stream); }

  /// Seconds of the stretch, but for what was counted already of stretches of the same kind: those up to `counted`, the
  /// latest of their ends, null for the first. It becomes this one's end where that is later. The stream must have been
  /// waited for.
  double seconds(std::shared_ptr<const CudaEvent>& counted) const {
    const double all = end_->seconds_since(*start_);
    const double behind = counted == nullptr ? all : end_->seconds_since(*counted);
    if (counted == nullptr || behind > 0) counted = end_;
    return std::clamp(behind, 0.0, all);
  }

 private:
  std::shared_ptr<CudaEvent> start_;
  std::shared_ptr<CudaEvent> end_;
};

}  // namespace lyap
