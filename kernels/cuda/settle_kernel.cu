#include "kernels/cuda/pixel_threads.cuh"
#include "kernels/cuda/settle_kernel.h"

namespace lyap {
namespace {

__global__ void __launch_bounds__(kPixelThreads)
    settle_pixels(AveragedRows<LightSamples> centres, std::uint8_t* needed) {
  for_pixels(centres, [&](std::int32_t column, std::int32_t row) { settle_pixel(centres, needed, column, row); });
}

}  // namespace

cudaError_t launch_settle_kernel(AveragedRows<LightSamples> centres, std::uint8_t* needed, cudaStream_t stream) {
  void* arguments[] = {&centres, &needed};
  return cudaLaunchKernel(&settle_pixels, dim3(pixel_blocks(centres)), dim3(kPixelThreads), arguments, 0, stream);
}

}  // namespace lyap
