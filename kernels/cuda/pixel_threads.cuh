#pragma once

#include "kernels/average_samples.h"

#include <algorithm>
#include <cstdint>

namespace lyap {

/// Threads of a block of kernels that have one thread per pixel of some rows.
inline constexpr int kPixelThreads = 128;

/// As many blocks as the pixels need, or a grid has.
template <class Samples>
unsigned pixel_blocks(const AveragedRows<Samples>& rows) {
  const std::int64_t pixels = std::int64_t{rows.columns} * rows.row_count;
  return static_cast<unsigned>(std::min<std::int64_t>((pixels + kPixelThreads - 1) / kPixelThreads, INT32_MAX));
}

#if defined(__CUDACC__)

/// Has `use(column, row)` called for all pixels; threads stride over them if there are more than a grid has threads.
template <class Samples, class Use>
__device__ void for_pixels(const AveragedRows<Samples>& rows, const Use& use) {
  const std::int64_t pixels = std::int64_t{rows.columns} * rows.row_count;
  const std::int64_t threads = std::int64_t{gridDim.x} * kPixelThreads;
  for (std::int64_t pixel = std::int64_t{blockIdx.x} * kPixelThreads + threadIdx.x; pixel < pixels; pixel += threads) {
    use(static_cast<std::int32_t>(pixel % rows.columns), static_cast<std::int32_t>(pixel / rows.columns));
  }
}

#endif

}  // namespace lyap
