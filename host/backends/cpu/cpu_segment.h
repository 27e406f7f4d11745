#pragma once

#include "host/backends/cpu/workspace.h"
#include "host/compute/frame.h"
#include "kernels/cpu/row_kernels.h"
#include "kernels/pixel_format.h"

#include <cstddef>

namespace lyap {

/// Rows and columns of pixels.
struct SegmentSize {
  int rows;
  int columns;
};

/// Part of neighbouring rows of a frame, at most of segment_size(): the unit of a thread's work.
struct Segment {
  PixelRows rows;
  /// The number of its first pixel in the target.
  std::size_t pixel;
};

/// The pixels that a thread works on at a time, whole blocks of the row kernels: as many as keep their results in the
/// first-level cache (in the second, where samples count for several pixels), fewer where orbits are so long that a
/// stop would be delayed.
SegmentSize segment_size(const RowKernels& kernels, const Frame& frame);

/// Computes a segment and stores its pixels in the format of the frame, or its palette indices as PixelTarget says.
RowsComputed shade_segment(const RowKernels& kernels, const Frame& frame, const Segment& segment,
                           const PixelTarget& target, Workspace& workspace);

}  // namespace lyap
