#pragma once

#include <stop_token>

namespace lyap {

/// Settings for running a job of any kind that do not change its result.
struct Work {
  /// CPU threads for the work outside the backend, coloring and compressing; 0 means one per processor.
  int threads = 0;
  /// Ends the work early, with what can be kept of it.
  std::stop_token stop{};
  /// After `stop`: ends it at once, and programs that it has started are killed.
  std::stop_token abandon{};
};

}  // namespace lyap
