#pragma once

#include "kernels/average_samples.h"
#include "kernels/sample_mask.h"

#include <cuda_runtime_api.h>

namespace lyap {

/// Queues a kernel that averages samples to pixels, one thread per pixel; pixels without samples are left as they are.
/// All pointers in `rows` and `only` are device memory.
/// Returns the launch's error code.
template <class Samples>
cudaError_t launch_average_kernel(AveragedRows<Samples> rows, SampleMask only, cudaStream_t stream);

}  // namespace lyap
