#pragma once

#include "host/backend.h"
#include "tools/bench/work_size.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>

namespace lyap {

/// What computing took: seconds that passed, those in which the device worked, and map steps that were done.
struct ComputingTimes {
  double seconds = 0;
  double device_seconds = 0;
  std::int64_t steps = 0;
};

/// Computes a sample of a frame's rows into memory, with `slots` bands in flight. Throws Interrupted if a stop is
/// requested, and what the backend throws.
ComputingTimes compute_rows(Backend& backend, std::size_t slots, const std::shared_ptr<const Frame>& frame,
                            const RowSample& sample, const std::stop_token& stop);

}  // namespace lyap
