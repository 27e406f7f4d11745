#pragma once

#include "kernels/cpu/row_kernels.h"

#include <string_view>
#include <vector>

namespace lyap {

/// An instruction set that row kernels can be written for.
struct CpuTarget {
  /// The name of its backend.
  std::string_view backend;
  std::string_view description;
  /// Null where this program was compiled for another architecture.
  const RowKernels* kernels;
  /// Whether this processor has the instructions.
  bool supported;
  /// Whether a fused multiply-add is one of them, not a call.
  bool has_fma_units = true;
};

/// All instruction sets that lyap knows, best first; the last one, scalar, is always supported.
std::vector<CpuTarget> list_cpu_targets();

/// The row kernels of the best one that this processor has.
const RowKernels& best_row_kernels();

}  // namespace lyap
