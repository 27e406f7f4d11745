#include "kernels/cuda/subsampled_chroma_kernel.h"

#include <algorithm>
#include <cstdint>

namespace lyap {
namespace {

constexpr int kThreads = 128;

template <PixelFormat kFormat>
LYAP_INLINE std::int32_t columns_of_blocks(const SubsampledView<kFormat>& picture) {
  return picture.width / SubsampledView<kFormat>::kColumns;
}

template <PixelFormat kFormat>
LYAP_INLINE std::int64_t count_blocks(const SubsampledView<kFormat>& picture) {
  return std::int64_t{columns_of_blocks(picture)} * (picture.height / SubsampledView<kFormat>::kRows);
}

/// Threads stride over the picture if it has more blocks than a grid has threads.
template <PixelFormat kFormat>
__global__ void __launch_bounds__(kThreads) subsample_chroma(SubsampledView<kFormat> picture) {
  const std::int32_t columns = columns_of_blocks(picture);
  const std::int64_t blocks = count_blocks(picture);
  const std::int64_t threads = static_cast<std::int64_t>(gridDim.x) * kThreads;
  for (std::int64_t block = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x; block < blocks;
       block += threads) {
    make_block(picture, static_cast<std::int32_t>(block / columns), static_cast<std::int32_t>(block % columns));
  }
}

}  // namespace

template <PixelFormat kFormat>
cudaError_t launch_subsampling_kernel(SubsampledView<kFormat> picture, cudaStream_t stream) {
  const std::int64_t blocks = count_blocks(picture);
  const auto grid = static_cast<unsigned>(std::min<std::int64_t>((blocks + kThreads - 1) / kThreads, INT32_MAX));
  void* arguments[] = {&picture};
  return cudaLaunchKernel(&subsample_chroma<kFormat>, dim3(grid), dim3(kThreads), arguments, 0, stream);
}

template cudaError_t launch_subsampling_kernel(SubsampledView<PixelFormat::kYuv420p>, cudaStream_t);
template cudaError_t launch_subsampling_kernel(SubsampledView<PixelFormat::kYuv420p10>, cudaStream_t);
template cudaError_t launch_subsampling_kernel(SubsampledView<PixelFormat::kYuv420p12>, cudaStream_t);
template cudaError_t launch_subsampling_kernel(SubsampledView<PixelFormat::kYuv422p10>, cudaStream_t);

}  // namespace lyap
