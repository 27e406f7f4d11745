#include "kernels/cpu/row_kernels_of_lane.h"
#include "kernels/cpu/wasm_lane.h"

namespace lyap {

const RowKernels& wasm_row_kernels() {
  static constexpr RowKernels kTable = RowKernelsOfLane<wasm::WasmLane, 6>::table();
  return kTable;
}

}  // namespace lyap
