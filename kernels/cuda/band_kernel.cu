#include "kernels/cuda/band_kernel.h"
#include "kernels/recurrence.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace lyap {
namespace {

/// What every block may use without asking the driver for more.
constexpr std::size_t kSharedBytes = 48 * 1024;

static_assert(kLongestScaledPeriod * kTileThreads * sizeof(double) <= kSharedBytes,
              "the operands of a block lie in shared memory");

template <class Recurrence, class T>
__global__ void __launch_bounds__(kTileThreads)
    shade_tiles_of_any_sequence(PlaneView<T> plane, BandView band, TileRange tiles, unsigned long long* steps) {
  extern __shared__ __align__(16) unsigned char operands[];
  shade_tiles(band, tiles, steps, [&](int column, int band_row) {
    return shade_listed_pixel<Recurrence, T, kTileThreads>(plane, band, column, band_row,
                                                           reinterpret_cast<T*>(operands) + threadIdx.x);
  });
}

}  // namespace

template <class T>
cudaError_t launch_band_kernel(const PlaneView<T>& plane, const BandView& band, const TileRange& tiles,
                               unsigned long long* steps, cudaStream_t stream) {
  const auto blocks = static_cast<unsigned>(std::min<std::int64_t>(tiles.end - tiles.first, INT32_MAX));
  const std::size_t bytes = static_cast<std::size_t>(scratch_rows(plane)) * kTileThreads * sizeof(T);
  if (plane.form == Form::kScaled) {
    shade_tiles_of_any_sequence<ScaledForm><<<blocks, kTileThreads, bytes, stream>>>(plane, band, tiles, steps);
  } else {
    shade_tiles_of_any_sequence<PlainForm><<<blocks, kTileThreads, bytes, stream>>>(plane, band, tiles, steps);
  }
  return cudaGetLastError();
}

template cudaError_t launch_band_kernel(const PlaneView<float>&, const BandView&, const TileRange&, unsigned long long*,
                                        cudaStream_t);
template cudaError_t launch_band_kernel(const PlaneView<double>&, const BandView&, const TileRange&,
                                        unsigned long long*, cudaStream_t);

}  // namespace lyap
