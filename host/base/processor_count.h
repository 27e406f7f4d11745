#pragma once

#include <algorithm>
#include <thread>

namespace lyap {

/// The number of hardware threads; 1 where it is unknown.
inline int processor_count() {
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

}  // namespace lyap
