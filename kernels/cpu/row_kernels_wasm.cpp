#include "kernels/cpu/row_kernels_of_lane.h"
#include "kernels/cpu/wasm_lane.h"

namespace lyap {

const RowKernels& wasm_row_kernels() {
  // As many as have their states and products in the 16 registers of x86.
  static constexpr RowKernels kTable = RowKernelsOfLane<wasm::WasmLane, 6>::table();
  return kTable;
}

bool wasm_fma_is_fused() {
  // (1 + u)² − (1 + 2u) is u², or 0 where the square was rounded before. Volatile, so that it is not the compiler who
  // says it.
  volatile float float_u = 0x1p-12F;
  volatile double double_u = 0x1p-27;
  const float f = float_u;
  const double d = double_u;
  const v128_t of_floats = wasm::fma_f32(wasm_f32x4_splat(1 + f), wasm_f32x4_splat(1 + f), wasm_f32x4_splat(-1 - 2 * f));
  const v128_t of_doubles =
      wasm::fma_f64(wasm_f64x2_splat(1 + d), wasm_f64x2_splat(1 + d), wasm_f64x2_splat(-1 - 2 * d));
  return wasm_f32x4_extract_lane(of_floats, 0) == f * f && wasm_f64x2_extract_lane(of_doubles, 0) == d * d;
}

}  // namespace lyap
