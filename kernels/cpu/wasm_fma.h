#pragma once

// Include only in files compiled with -msimd128; whether with -mrelaxed-simd too decides what is in here.
#include "kernels/host_device.h"

#include <wasm_simd128.h>

#if !defined(__wasm_relaxed_simd__)
#include "kernels/cpu/wasm_exact_fma.h"
#else

namespace lyap::wasm {

inline constexpr const char* kTarget = "WASM_RELAXED";

/// a·b + c in the browser's instruction, which rounds once on processors that have a fused one and twice elsewhere: who
/// relies on it asks first.
LYAP_INLINE v128_t fma_f32(v128_t a, v128_t b, v128_t c) {
  return wasm_f32x4_relaxed_madd(a, b, c);
}
LYAP_INLINE v128_t fma_f64(v128_t a, v128_t b, v128_t c) {
  return wasm_f64x2_relaxed_madd(a, b, c);
}

}  // namespace lyap::wasm

#endif
