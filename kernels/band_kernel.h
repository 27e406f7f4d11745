#pragma once

#include "kernels/plane_view.h"
#include "kernels/shade_pixel.h"

#include <cstddef>

#include <cuda_runtime_api.h>

namespace lyap {

/// Threads of a block; they share scratch memory, kBandBlockThreads numbers apart.
inline constexpr int kBandBlockThreads = TilePixel::kColumns * TilePixel::kRows;

/// Bytes of device memory that the caller must lend as scratch for this plane and band, 0 where shared memory is
/// enough. Sequences with many transitions need it; it is a quarter of a gigabyte at most.
template <class T>
std::size_t band_scratch_bytes(const PlaneView<T>& plane, const BandView& band);

/// Queues a kernel that shades the band, one thread per pixel, and adds to `steps` the map steps that its threads did,
/// those included that wait for the others of their warp. All pointers in `plane` and `band`, `scratch` and `steps` are
/// device memory; `scratch` may be null if band_scratch_bytes() is 0. Returns the launch's error code.
template <class T>
cudaError_t launch_band_kernel(const PlaneView<T>& plane, const BandView& band, T* scratch, unsigned long long* steps,
                               cudaStream_t stream);

}  // namespace lyap
