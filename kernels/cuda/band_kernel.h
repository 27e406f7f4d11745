#pragma once

#include "kernels/cuda/tiles.cuh"
#include "kernels/plane_view.h"
#include "kernels/shade_pixel.h"

#include <cstddef>

#include <cuda_runtime_api.h>

namespace lyap {

/// Bytes of device memory that the caller must lend as scratch to a launch over so many tiles of this plane, 0 where
/// shared memory is enough. Sequences with many transitions need it; it is a quarter of a gigabyte at most.
template <class T>
std::size_t band_scratch_bytes(const PlaneView<T>& plane, const TileRange& tiles);

/// Queues a kernel for any sequence that shades tiles of the band, one thread per pixel, and adds to `steps` the map
/// steps that its threads did, those included that wait for the others of their warp. All pointers in `plane` and
/// `band`, `scratch` and `steps` are device memory; `scratch` may be null if band_scratch_bytes() is 0. Returns the
/// launch's error code.
template <class T>
cudaError_t launch_band_kernel(const PlaneView<T>& plane, const BandView& band, const TileRange& tiles, T* scratch,
                               unsigned long long* steps, cudaStream_t stream);

}  // namespace lyap
