#pragma once

#include "kernels/adaptive_samples.h"

#include <cuda_runtime_api.h>

namespace lyap {

/// Queues a kernel that stores the pixels which the samples in their centres suffice for and notes the others in
/// `needed`, as settle_pixel() does, one thread per pixel. All pointers are device memory. Returns the launch's error
/// code.
cudaError_t launch_settle_kernel(AveragedRows<LightSamples> centres, std::uint8_t* needed, cudaStream_t stream);

}  // namespace lyap
