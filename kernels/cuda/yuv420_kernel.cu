#include "kernels/cuda/yuv420_kernel.h"

#include <algorithm>

namespace lyap {
namespace {

constexpr int kThreads = 128;

/// Threads stride over the picture if it has more blocks of 2×2 pixels than a grid has threads.
template <class Sample>
__global__ void __launch_bounds__(kThreads) make_yuv420(Yuv420View<Sample> picture) {
  const std::int32_t block_columns = picture.width / 2;
  const std::int64_t blocks = static_cast<std::int64_t>(block_columns) * (picture.height / 2);
  const std::int64_t threads = static_cast<std::int64_t>(gridDim.x) * kThreads;
  for (std::int64_t block = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x; block < blocks;
       block += threads) {
    make_block(picture, static_cast<std::int32_t>(block / block_columns),
               static_cast<std::int32_t>(block % block_columns));
  }
}

}  // namespace

template <class Sample>
cudaError_t launch_yuv420_kernel(Yuv420View<Sample> picture, cudaStream_t stream) {
  const std::int64_t blocks = static_cast<std::int64_t>(picture.width / 2) * (picture.height / 2);
  const auto grid = static_cast<unsigned>(std::min<std::int64_t>((blocks + kThreads - 1) / kThreads, INT32_MAX));
  void* arguments[] = {&picture};
  return cudaLaunchKernel(&make_yuv420<Sample>, dim3(grid), dim3(kThreads), arguments, 0, stream);
}

template cudaError_t launch_yuv420_kernel(Yuv420View<std::uint8_t>, cudaStream_t);
template cudaError_t launch_yuv420_kernel(Yuv420View<std::uint16_t>, cudaStream_t);

}  // namespace lyap
