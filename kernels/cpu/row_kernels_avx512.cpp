#include "kernels/cpu/highway_lane.h"
#include "kernels/cpu/row_kernels_of_lane.h"

static_assert(HWY_STATIC_TARGET == HWY_AVX3, "this file must be compiled for the instruction set in its name");

namespace lyap {

const RowKernels& avx512_row_kernels() {
  static constexpr RowKernels kTable = RowKernelsOfLane<HWY_NAMESPACE::HighwayLane, 8>::table();
  return kTable;
}

}  // namespace lyap
