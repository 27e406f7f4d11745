#pragma once

#include "kernels/average_samples.h"

#include <cuda_runtime_api.h>

namespace lyap {

/// Queues a kernel that averages samples to pixels, one thread per pixel. All pointers in `rows` are device memory.
/// Returns the launch's error code.
template <class Samples>
cudaError_t launch_average_kernel(AveragedRows<Samples> rows, cudaStream_t stream);

}  // namespace lyap
