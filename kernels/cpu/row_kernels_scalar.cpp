#include "kernels/cpu/row_kernels_of_lane.h"
#include "kernels/scalar_lane.h"

namespace lyap {

const RowKernels& scalar_row_kernels() {
  static constexpr RowKernels kTable = RowKernelsOfLane<ScalarLane, 1>::table();
  return kTable;
}

}  // namespace lyap
