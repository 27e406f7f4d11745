// A kernel made for one sequence. Compiled when it is wanted, by NVRTC, which finds the headers and the list of the
// sequence's steps, `step_list.h`, among the texts it is given.
#include "kernels/cuda/tiles.cuh"
#include "kernels/shade_pixel.h"
#include "step_list.h"

extern "C" __global__ void __launch_bounds__(lyap::kTileThreads)
    shade_tiles_of_sequence(lyap::PlaneView<lyap::StepList::Scalar> plane, lyap::BandView band, lyap::TileRange tiles,
                            unsigned long long* steps) {
  lyap::shade_tiles(band, tiles, steps, [&](int column, int band_row) {
    return lyap::shade_unrolled_pixel<lyap::StepList::Scalar, lyap::StepList>(plane, band, column, band_row);
  });
}
