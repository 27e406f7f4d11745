#pragma once

#include "host/backends/cpu/shaded_rows.h"
#include "host/backends/cpu/workspace.h"
#include "host/compute/frame.h"
#include "kernels/cpu/row_kernels.h"

namespace lyap {

/// Computes and stores pixels of a frame whose samples are adaptive: the samples in the centres of these pixels and of
/// those around them, and then, for vectors of columns that are gathered from where they are needed, all others.
RowsComputed average_where_needed(const RowKernels& kernels, const Frame& frame, const PixelRows& pixels,
                                  const Destination& to, Workspace& workspace);

}  // namespace lyap
