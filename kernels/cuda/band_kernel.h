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
cudaError_t launch_band_kernel(PlaneView<T> plane, BandView band, TileRange tiles, unsigned long long* steps,
                               cudaStream_t stream);

/// Whether the current device runs the code of these kernels: cudaSuccess, cudaErrorNoKernelImageForDevice if not, or
/// what else keeps it from starting.
cudaError_t ask_for_band_kernel();

}  // namespace lyap
