#pragma once

#include <stop_token>

namespace lyap {

/// Settings for running a job of any kind that do not change its result.
struct Work {
  /// CPU threads for the work outside the backend, coloring and compressing; 0 means one per processor.
  int threads = 0;
  std::stop_token stop;
};

}  // namespace lyap
