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

__host__ __device__ inline int tiles_per_row(const BandView& band) {
  return (band.width + TilePixel::kColumns - 1) / TilePixel::kColumns;
}

__host__ __device__ inline std::int64_t tile_count(const BandView& band) {
  return static_cast<std::int64_t>(tiles_per_row(band)) * ((band.row_count + TilePixel::kRows - 1) / TilePixel::kRows);
}

/// One block per tile; fewer where their scratch memory is in global memory and would not fit its budget.
template <class T>
std::int64_t block_count(const PlaneView<T>& plane, const BandView& band) {
  constexpr std::size_t kGlobalBytes = std::size_t{256} << 20;
  const std::size_t bytes = block_scratch_bytes(plane);
  if (bytes <= kSharedBytes) return std::min<std::int64_t>(tile_count(band), INT32_MAX);
  return std::min(tile_count(band), static_cast<std::int64_t>(kGlobalBytes / bytes));
}

/// Adds up the steps of a warp's threads, all of which wait for the one that has most.
__device__ void count_steps(std::int64_t steps, bool inside, unsigned long long* total) {
  constexpr unsigned kAll = 0xffffffffu;
  const auto threads = static_cast<unsigned long long>(__popc(__ballot_sync(kAll, inside)));
  auto most = static_cast<unsigned long long>(inside ? steps : 0);
  for (int distance = 16; distance > 0; distance /= 2) {
    const unsigned long long other = __shfl_xor_sync(kAll, most, distance);
    most = most < other ? other : most;
  }
  if (threadIdx.x % 32 == 0) atomicAdd(total, most * threads);
}

/// One thread per pixel; blocks stride over the tiles if there are more of them than blocks.
template <class T>
__global__ void __launch_bounds__(kBandBlockThreads)
    shade_band(PlaneView<T> plane, BandView band, T* global_scratch, unsigned long long* steps) {
  extern __shared__ __align__(16) unsigned char shared_scratch[];
  T* scratch = global_scratch == nullptr ? reinterpret_cast<T*>(shared_scratch)
                                         : global_scratch + blockIdx.x * scratch_rows(plane) * kBandBlockThreads;
  const TilePixel pixel = pixel_of_thread(static_cast<int>(threadIdx.x));
  for (std::int64_t tile = blockIdx.x; tile < tile_count(band); tile += gridDim.x) {
    const int column = static_cast<int>(tile % tiles_per_row(band)) * TilePixel::kColumns + pixel.column;
    const int band_row = static_cast<int>(tile / tiles_per_row(band)) * TilePixel::kRows + pixel.row;
    const bool inside = column < band.width && band_row < band.row_count;
    std::int64_t computed = 0;
    if (inside) computed = shade_pixel<T, kBandBlockThreads>(plane, band, column, band_row, scratch + threadIdx.x);
    count_steps(computed, inside, steps);
  }
}

}  // namespace

template <class T>
std::size_t band_scratch_bytes(const PlaneView<T>& plane, const BandView& band) {
  const std::size_t bytes = block_scratch_bytes(plane);
  return bytes <= kSharedBytes ? 0 : bytes * static_cast<std::size_t>(block_count(plane, band));
}

template <class T>
cudaError_t launch_band_kernel(const PlaneView<T>& plane, const BandView& band, T* scratch, unsigned long long* steps,
                               cudaStream_t stream) {
  const std::size_t block_bytes = block_scratch_bytes(plane);
  const bool on_chip = block_bytes <= kSharedBytes;
  const auto blocks = static_cast<unsigned>(block_count(plane, band));
  shade_band<T><<<blocks, kBandBlockThreads, on_chip ? block_bytes : 0, stream>>>(plane, band,
                                                                                  on_chip ? nullptr : scratch, steps);
  return cudaGetLastError();
}

template std::size_t band_scratch_bytes(const PlaneView<float>&, const BandView&);
template std::size_t band_scratch_bytes(const PlaneView<double>&, const BandView&);
template cudaError_t launch_band_kernel(const PlaneView<float>&, const BandView&, float*, unsigned long long*,
                                        cudaStream_t);
template cudaError_t launch_band_kernel(const PlaneView<double>&, const BandView&, double*, unsigned long long*,
                                        cudaStream_t);

}  // namespace lyap
