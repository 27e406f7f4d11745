#pragma once

#include "kernels/subsampled_chroma.h"

#include <cuda_runtime_api.h>

namespace lyap {

/// Queues a kernel that makes a picture with subsampled chroma of palette indices, one thread per chroma sample. All
/// pointers in `picture` are device memory. Returns the launch's error code.
template <PixelFormat kFormat>
cudaError_t launch_subsampling_kernel(SubsampledView<kFormat> picture, cudaStream_t stream);

}  // namespace lyap
