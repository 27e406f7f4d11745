#include "kernels/cuda/average_kernel.h"

#include <algorithm>
#include <cstdint>

namespace lyap {
namespace {

constexpr int kThreads = 128;

/// Threads stride over the rows if there are more pixels than a grid has threads.
template <class Samples>
__global__ void __launch_bounds__(kThreads) average_samples(AveragedRows<Samples> rows) {
  const std::int64_t pixels = std::int64_t{rows.columns} * rows.row_count;
  const std::int64_t threads = std::int64_t{gridDim.x} * kThreads;
  for (std::int64_t pixel = std::int64_t{blockIdx.x} * kThreads + threadIdx.x; pixel < pixels; pixel += threads) {
    average_pixel(rows, static_cast<std::int32_t>(pixel % rows.columns),
                  static_cast<std::int32_t>(pixel / rows.columns));
  }
}

}  // namespace

template <class Samples>
cudaError_t launch_average_kernel(AveragedRows<Samples> rows, cudaStream_t stream) {
  const std::int64_t pixels = std::int64_t{rows.columns} * rows.row_count;
  const auto grid = static_cast<unsigned>(std::min<std::int64_t>((pixels + kThreads - 1) / kThreads, INT32_MAX));
  void* arguments[] = {&rows};
  return cudaLaunchKernel(&average_samples<Samples>, dim3(grid), dim3(kThreads), arguments, 0, stream);
}

template cudaError_t launch_average_kernel(AveragedRows<LightSamples>, cudaStream_t);
template cudaError_t launch_average_kernel(AveragedRows<ExponentSamples<float>>, cudaStream_t);
template cudaError_t launch_average_kernel(AveragedRows<ExponentSamples<double>>, cudaStream_t);

}  // namespace lyap
