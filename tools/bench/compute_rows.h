#pragma once

#include "host/compute/backend.h"
#include "tools/bench/bench_run.h"
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

/// Takes rows of a frame in bands that a backend computes without waste: single blocks of a processor's rows from all
/// over the picture, or the whole picture in the bands that the backend would have. A GPU is given its usual bands in
/// any case.
class RowSampler {
 public:
  /// The backend's, for pictures like `picture`; neither is kept.
  RowSampler(const Backend& backend, bool on_gpu, const BenchPicture& picture);

  /// At least `bands` low bands, 1 or more.
  RowSample of(std::int64_t bands) const;
  /// The picture so many times.
  RowSample whole(std::int64_t pictures) const;

 private:
  int height_;
  int usual_rows_;
  int low_rows_;
};

}  // namespace lyap
