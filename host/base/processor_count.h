#pragma once

#include <algorithm>
#include <thread>

namespace lyap {

/// How many processors the machine offers to threads; 1 where that is not known.
inline int processor_count() {
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

}  // namespace lyap
