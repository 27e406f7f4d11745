#pragma once

#include "kernels/shade_pixel.h"

#include <cstdint>

namespace lyap {

/// Threads of a block: one per pixel of a tile.
inline constexpr int kTileThreads = TilePixel::kColumns * TilePixel::kRows;

/// Tiles [first, end) of a band, counted row by row: the work of a launch.
struct TileRange {
  std::int64_t first;
  std::int64_t end;
};

LYAP_INLINE std::int32_t tiles_per_row(const BandView& band) {
  return (band.width + TilePixel::kColumns - 1) / TilePixel::kColumns;
}

LYAP_INLINE std::int64_t tile_count(const BandView& band) {
  return static_cast<std::int64_t>(tiles_per_row(band)) * ((band.row_count + TilePixel::kRows - 1) / TilePixel::kRows);
}

#if defined(__CUDACC__)

/// Adds up the steps of a warp's threads, all of which wait for the one that has most.
__device__ inline void count_steps(std::int64_t steps, bool inside, unsigned long long* total) {
  constexpr unsigned kAll = 0xffffffffu;
  const auto threads = static_cast<unsigned long long>(__popc(__ballot_sync(kAll, inside)));
  auto most = static_cast<unsigned long long>(inside ? steps : 0);
  for (int distance = 16; distance > 0; distance /= 2) {
    const unsigned long long other = __shfl_xor_sync(kAll, most, distance);
    most = most < other ? other : most;
  }
  if (threadIdx.x % 32 == 0) atomicAdd(total, most * threads);
}

/// Has `shade(column, row of the band)` called for the pixels of the tiles, one thread per pixel; blocks stride over
/// the tiles if there are more of them than blocks. `shade` returns the number of map steps that it computed; `total`
/// gets them all, those included that threads wait for the others of their warp.
template <class Shade>
__device__ void shade_tiles(const BandView& band, const TileRange& tiles, unsigned long long* total,
                            const Shade& shade) {
  const TilePixel pixel = pixel_of_thread(static_cast<int>(threadIdx.x));
  for (std::int64_t tile = tiles.first + blockIdx.x; tile < tiles.end; tile += gridDim.x) {
    const int column = static_cast<int>(tile % tiles_per_row(band)) * TilePixel::kColumns + pixel.column;
    const int band_row = static_cast<int>(tile / tiles_per_row(band)) * TilePixel::kRows + pixel.row;
    bool inside = column < band.width && band_row < band.row_count;
    if (inside) inside = band.only.has(column, band_row);
    std::int64_t computed = 0;
    if (inside) computed = shade(column, band_row);
    count_steps(computed, inside, total);
  }
}

#endif

}  // namespace lyap
