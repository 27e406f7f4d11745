#include "kernels/cuda/band_kernel.h"

#include <algorithm>
#include <cstdint>

namespace lyap {
namespace {

/// What every block may use without asking the driver for more.
constexpr std::size_t kSharedBytes = 48 * 1024;

template <class T>
std::size_t block_scratch_bytes(const PlaneView<T>& plane) {
  return static_cast<std::size_t>(scratch_rows(plane)) * kTileThreads * sizeof(T);
}

/// One block per tile; fewer where their scratch memory is in global memory and would not fit its budget.
template <class T>
std::int64_t block_count(const PlaneView<T>& plane, const TileRange& tiles) {
  constexpr std::size_t kGlobalBytes = std::size_t{256} << 20;
  const std::size_t bytes = block_scratch_bytes(plane);
  const std::int64_t most = bytes <= kSharedBytes ? INT32_MAX : static_cast<std::int64_t>(kGlobalBytes / bytes);
  return std::min(tiles.end - tiles.first, most);
}

template <class T>
__global__ void __launch_bounds__(kTileThreads)
    shade_tiles_of_any_sequence(PlaneView<T> plane, BandView band, TileRange tiles, T* global_scratch,
                                unsigned long long* steps) {
  extern __shared__ __align__(16) unsigned char shared_scratch[];
  T* scratch = global_scratch == nullptr ? reinterpret_cast<T*>(shared_scratch)
                                         : global_scratch + blockIdx.x * scratch_rows(plane) * kTileThreads;
  shade_tiles(band, tiles, steps, [&](int column, int band_row) {
    return shade_listed_pixel<T, kTileThreads>(plane, band, column, band_row, scratch + threadIdx.x);
  });
}

}  // namespace

template <class T>
std::size_t band_scratch_bytes(const PlaneView<T>& plane, const TileRange& tiles) {
  const std::size_t bytes = block_scratch_bytes(plane);
  return bytes <= kSharedBytes ? 0 : bytes * static_cast<std::size_t>(block_count(plane, tiles));
}

template <class T>
cudaError_t launch_band_kernel(const PlaneView<T>& plane, const BandView& band, const TileRange& tiles, T* scratch,
                               unsigned long long* steps, cudaStream_t stream) {
  const std::size_t block_bytes = block_scratch_bytes(plane);
  const bool on_chip = block_bytes <= kSharedBytes;
  const auto blocks = static_cast<unsigned>(block_count(plane, tiles));
  shade_tiles_of_any_sequence<T><<<blocks, kTileThreads, on_chip ? block_bytes : 0, stream>>>(
      plane, band, tiles, on_chip ? nullptr : scratch, steps);
  return cudaGetLastError();
}

template std::size_t band_scratch_bytes(const PlaneView<float>&, const TileRange&);
template std::size_t band_scratch_bytes(const PlaneView<double>&, const TileRange&);
template cudaError_t launch_band_kernel(const PlaneView<float>&, const BandView&, const TileRange&, float*,
                                        unsigned long long*, cudaStream_t);
template cudaError_t launch_band_kernel(const PlaneView<double>&, const BandView&, const TileRange&, double*,
                                        unsigned long long*, cudaStream_t);

}  // namespace lyap
