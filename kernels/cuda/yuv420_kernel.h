#pragma once

#include "kernels/yuv420.h"

#include <cstdint>

#include <cuda_runtime_api.h>

namespace lyap {

/// Queues a kernel that makes a 4:2:0 picture of palette indices, one thread per 2×2 pixels. All pointers in `picture`
/// are device memory. Returns the launch's error code.
template <class Sample>
cudaError_t launch_yuv420_kernel(Yuv420View<Sample> picture, cudaStream_t stream);

}  // namespace lyap
