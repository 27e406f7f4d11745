#include "kernels/band_kernel.h"

#include <algorithm>
#include <cstdint>

namespace lyap {
namespace {

/// What every block may use without asking the driver for more.
constexpr std::size_t kSharedBytes = 48 * 1024;

template <class T>
std::size_t block_scratch_bytes(const PlaneView<T>& plane) {
  return static_cast<std::size_t>(scratch_rows(plane)) * kBandBlockThreads * sizeof(T);
}

/// One block per piece of a row; fewer where their scratch memory is in global memory and would not fit its budget.
template <class T>
std::int64_t block_count(const PlaneView<T>& plane, const BandView& band) {
  constexpr std::size_t kGlobalBytes = std::size_t{256} << 20;
  const std::int64_t pieces_per_row = (band.width + kBandBlockThreads - 1) / kBandBlockThreads;
  const std::int64_t pieces = pieces_per_row * band.row_count;
  const std::size_t bytes = block_scratch_bytes(plane);
  if (bytes <= kSharedBytes) return std::min<std::int64_t>(pieces, INT32_MAX);
  return std::min(pieces, static_cast<std::int64_t>(kGlobalBytes / bytes));
}

/// One thread per pixel; blocks are pieces of rows and stride over the band if there are more pieces than blocks.
template <class T>
__global__ void __launch_bounds__(kBandBlockThreads) shade_band(PlaneView<T> plane, BandView band, T* global_scratch) {
  extern __shared__ __align__(16) unsigned char shared_scratch[];
  T* scratch = global_scratch == nullptr ? reinterpret_cast<T*>(shared_scratch)
                                         : global_scratch + blockIdx.x * scratch_rows(plane) * kBandBlockThreads;
  const int pieces_per_row = (band.width + kBandBlockThreads - 1) / kBandBlockThreads;
  const std::int64_t pieces = static_cast<std::int64_t>(pieces_per_row) * band.row_count;
  for (std::int64_t piece = blockIdx.x; piece < pieces; piece += gridDim.x) {
    const int column = static_cast<int>(piece % pieces_per_row) * kBandBlockThreads + static_cast<int>(threadIdx.x);
    const int band_row = static_cast<int>(piece / pieces_per_row);
    if (column < band.width) {
      shade_pixel<T, kBandBlockThreads>(plane, band, column, band_row, scratch + threadIdx.x);
    }
  }
}

}  // namespace

template <class T>
std::size_t band_scratch_bytes(const PlaneView<T>& plane, const BandView& band) {
  const std::size_t bytes = block_scratch_bytes(plane);
  return bytes <= kSharedBytes ? 0 : bytes * static_cast<std::size_t>(block_count(plane, band));
}

template <class T>
cudaError_t launch_band_kernel(const PlaneView<T>& plane, const BandView& band, T* scratch, cudaStream_t stream) {
  const std::size_t block_bytes = block_scratch_bytes(plane);
  const bool on_chip = block_bytes <= kSharedBytes;
  const auto blocks = static_cast<unsigned>(block_count(plane, band));
  shade_band<T>
      <<<blocks, kBandBlockThreads, on_chip ? block_bytes : 0, stream>>>(plane, band, on_chip ? nullptr : scratch);
  return cudaGetLastError();
}

template std::size_t band_scratch_bytes(const PlaneView<float>&, const BandView&);
template std::size_t band_scratch_bytes(const PlaneView<double>&, const BandView&);
template cudaError_t launch_band_kernel(const PlaneView<float>&, const BandView&, float*, cudaStream_t);
template cudaError_t launch_band_kernel(const PlaneView<double>&, const BandView&, double*, cudaStream_t);

}  // namespace lyap
