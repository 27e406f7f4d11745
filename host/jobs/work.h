#pragma once

#include <stop_token>

namespace lyap {

/// How a job is to be worked at, whatever it is.
struct Work {
  /// Processor threads for what is done beside the backend: coloring, compressing. 0 means all processors.
  int threads = 0;
  std::stop_token stop;
};

}  // namespace lyap
