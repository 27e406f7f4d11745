#pragma once

#include "kernels/exponent_difference.h"

#include <cstdint>

#include <cuda_runtime_api.h>

namespace lyap {

/// The differences of pixels 0 to `pixels` - 1 of `pairs`, all of whose pointers are device memory. The work is queued
/// in `stream` and waited for. Throws what Thrust throws where the device fails: std::bad_alloc, or another
/// std::exception whose message names CUDA's error.
ExponentDifferences sum_differences(const ExponentPairs& pairs, std::int64_t pixels, cudaStream_t stream);

}  // namespace lyap
