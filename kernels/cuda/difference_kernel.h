#pragma once

#include "kernels/exponent_difference.h"

#include <cstddef>
#include <cstdint>

#include <cuda_runtime_api.h>

namespace lyap {

/// Device memory that a reduction works in, kept from one to the next: to allocate some waits for the whole device.
class ReductionMemory {
 public:
  virtual ~ReductionMemory() = default;

  /// So many bytes, until it is called again.
  virtual char* take(std::size_t bytes) = 0;
};

/// The differences of pixels 0 to `pixels` - 1 of `pairs`, all of whose pointers are device memory. The work is queued
/// in `stream` and waited for. Throws what `memory` throws, and what Thrust throws where the device fails: a
/// std::exception whose message names CUDA's error.
ExponentDifferences sum_differences(const ExponentPairs& pairs, std::int64_t pixels, ReductionMemory& memory,
                                    cudaStream_t stream);

}  // namespace lyap
