#pragma once

#include "host/backends/cpu/workspace.h"
#include "kernels/coloring_view.h"
#include "kernels/cpu/row_kernels.h"
#include "kernels/pixel_format.h"

#include <cstddef>

namespace lyap {

/// Where the pixels of rows go: the number of the first in the target, and that of pixels from a row to the next.
struct Destination {
  PixelTarget target;
  std::size_t first;
  std::size_t pitch;
};

/// Computes at most block_rows rows and stores their pixels in the format of the coloring, or as PixelTarget says.
/// Their periods are stored where the target has room for them.
template <class T>
RowsComputed shade_rows(const RowKernels& kernels, const PlaneView<T>& plane, const ColoringView& coloring,
                        const PixelRows& shaded, const Destination& to, Workspace& workspace);

}  // namespace lyap
