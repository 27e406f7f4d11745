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
cudaError_t launch_band_kernel(PlaneView<T> plane, BandView band, TileRange tiles, unsigned long long* steps,
                               cudaStream_t stream) {
  const auto blocks = static_cast<unsigned>(std::min<std::int64_t>(tiles.end - tiles.first, INT32_MAX));
  const std::size_t bytes = static_cast<std::size_t>(scratch_rows(plane)) * kTileThreads * sizeof(T);
  const auto kernel = plane.form == Form::kScaled ? &shade_tiles_of_any_sequence<ScaledForm, T>
                                                  : &shade_tiles_of_any_sequence<PlainForm, T>;
  void* arguments[] = {&plane, &band, &tiles, &steps};
  return cudaLaunchKernel(kernel, dim3(blocks), dim3(kTileThreads), arguments, bytes, stream);
}

cudaError_t ask_for_band_kernel() {
  cudaFuncAttributes attributes{};
  return cudaFuncGetAttributes(&attributes, &shade_tiles_of_any_sequence<ScaledForm, float>);
}

template cudaError_t launch_band_kernel(PlaneView<float>, BandView, TileRange, unsigned long long*, cudaStream_t);
template cudaError_t launch_band_kernel(PlaneView<double>, BandView, TileRange, unsigned long long*, cudaStream_t);

}  // namespace lyap
