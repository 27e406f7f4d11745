#include "kernels/cuda/average_kernel.h"
#include "kernels/cuda/pixel_threads.cuh"

namespace lyap {
namespace {

template <class Samples>
__global__ void __launch_bounds__(kPixelThreads) average_samples(AveragedRows<Samples> rows, SampleMask only) {
  for_pixels(rows, [&](std::int32_t column, std::int32_t row) {
    if (only.has_pixel(column, row)) average_pixel(rows, column, row);
  });
}

}  // namespace

template <class Samples>
cudaError_t launch_average_kernel(AveragedRows<Samples> rows, SampleMask only, cudaStream_t stream) {
  void* arguments[] = {&rows, &only};
  return cudaLaunchKernel(&average_samples<Samples>, dim3(pixel_blocks(rows)), dim3(kPixelThreads), arguments, 0,
                          stream);
}

template cudaError_t launch_average_kernel(AveragedRows<LightSamples>, SampleMask, cudaStream_t);
template cudaError_t launch_average_kernel(AveragedRows<ExponentSamples<float>>, SampleMask, cudaStream_t);
template cudaError_t launch_average_kernel(AveragedRows<ExponentSamples<double>>, SampleMask, cudaStream_t);

}  // namespace lyap
