#pragma once

#include "kernels/cuda/tiles.cuh"
#include "kernels/plane_view.h"
#include "kernels/shade_pixel.h"

#include <cuda_runtime_api.h>

namespace lyap {

/// Queues a kernel for any sequence that shades tiles of the band, one thread per pixel, and adds to `steps` the map
/// steps that its threads did, those included that wait for the others of their warp. All pointers in `plane` and
/// `band`, and `steps`, are device memory. Returns the launch's error code.
template <class T>
cudaError_t launch_band_kernel(const PlaneView<T>& plane, const BandView& band, const TileRange& tiles,
                               unsigned long long* steps, cudaStream_t stream);

}  // namespace lyap
