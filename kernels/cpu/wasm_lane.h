#pragma once

// Include only in files compiled for WebAssembly with -msimd128.
#include "kernels/cpu/wasm_fma.h"
#include "kernels/host_device.h"

#include <cstdint>
#include <wasm_simd128.h>

namespace lyap::wasm {

/// A vector of 128 bits of WebAssembly; same operations as ScalarLane.
template <class T>
struct WasmLane;

/// What does not depend on the type of the numbers.
struct WasmLaneOfBits {
  using Value = v128_t;
  using Bits = v128_t;
  using Mask = v128_t;
  using Index = v128_t;
  static const char* target() { return kTarget; }

  /// clang, for WebAssembly, moves an operation to where its result is used, be it many steps later, which needs
  /// more registers than there are; and inline assembly takes no vectors there. Only the body of a loop keeps a step
  /// together.
  static constexpr bool kUnrollsSteps = false;
  static LYAP_INLINE void keep_in_order(Value& /*value*/) {}

  static LYAP_INLINE Value select(Mask mask, Value yes, Value no) { return wasm_v128_bitselect(yes, no, mask); }
  static LYAP_INLINE Bits select_bits(Mask mask, Bits yes, Bits no) { return wasm_v128_bitselect(yes, no, mask); }
  static LYAP_INLINE Mask no_lanes() { return wasm_i32x4_const_splat(0); }
  static LYAP_INLINE Mask not_mask(Mask a) { return wasm_v128_not(a); }
  static LYAP_INLINE Mask and_mask(Mask a, Mask b) { return wasm_v128_and(a, b); }
  static LYAP_INLINE Mask or_mask(Mask a, Mask b) { return wasm_v128_or(a, b); }
  static LYAP_INLINE Mask and_not_mask(Mask a, Mask b) { return wasm_v128_andnot(b, a); }
  static LYAP_INLINE bool any(Mask mask) { return wasm_v128_any_true(mask); }
  static LYAP_INLINE Bits to_bits(Value value) { return value; }
  static LYAP_INLINE Value from_bits(Bits bits) { return bits; }
  static LYAP_INLINE Bits and_not_bits(Bits a, Bits b) { return wasm_v128_andnot(b, a); }
};

template <>
struct WasmLane<float> : WasmLaneOfBits {
  using Scalar = float;
  static constexpr int kLanes = 4;

  static LYAP_INLINE Value load(const float* from) { return wasm_v128_load(from); }
  static LYAP_INLINE void store(Value value, float* to) { wasm_v128_store(to, value); }
  static LYAP_INLINE Value broadcast(float value) { return wasm_f32x4_splat(value); }
  static LYAP_INLINE Bits broadcast_bits(std::uint32_t bits) { return wasm_u32x4_splat(bits); }

  static LYAP_INLINE Value add(Value a, Value b) { return wasm_f32x4_add(a, b); }
  static LYAP_INLINE Value sub(Value a, Value b) { return wasm_f32x4_sub(a, b); }
  static LYAP_INLINE Value mul(Value a, Value b) { return wasm_f32x4_mul(a, b); }
  static LYAP_INLINE Value div(Value a, Value b) { return wasm_f32x4_div(a, b); }
  static LYAP_INLINE Value fma(Value a, Value b, Value c) { return fma_f32(a, b, c); }
  static LYAP_INLINE Value abs(Value a) { return wasm_f32x4_abs(a); }
  /// pmin(b, a) is a < b ? a : b.
  static LYAP_INLINE Value min(Value a, Value b) { return wasm_f32x4_pmin(b, a); }
  static LYAP_INLINE Value max(Value a, Value b) { return wasm_f32x4_pmax(b, a); }
  static LYAP_INLINE Mask less(Value a, Value b) { return wasm_f32x4_lt(a, b); }
  static LYAP_INLINE Mask equal(Value a, Value b) { return wasm_f32x4_eq(a, b); }
  static LYAP_INLINE float least(Value value) {
    const Value two = min(value, wasm_i32x4_shuffle(value, value, 2, 3, 0, 1));
    return wasm_f32x4_extract_lane(min(two, wasm_i32x4_shuffle(two, two, 1, 0, 3, 2)), 0);
  }

  static LYAP_INLINE Bits add_bits(Bits a, Bits b) { return wasm_i32x4_add(a, b); }
  static LYAP_INLINE Bits sub_bits(Bits a, Bits b) { return wasm_i32x4_sub(a, b); }
  template <int kCount>
  static LYAP_INLINE Bits shift_left(Bits bits) {
    return wasm_i32x4_shl(bits, kCount);
  }
  template <int kCount>
  static LYAP_INLINE Bits shift_right(Bits bits) {
    return wasm_u32x4_shr(bits, kCount);
  }
  static LYAP_INLINE Index truncate(Value value) { return wasm_i32x4_trunc_sat_f32x4(value); }
  static LYAP_INLINE void store_index(Index index, std::uint16_t* to) {
    wasm_v128_store64_lane(to, wasm_u16x8_narrow_i32x4(index, index), 0);
  }
  static LYAP_INLINE Value convert_signed(Bits bits) { return wasm_f32x4_convert_i32x4(bits); }
};

template <>
struct WasmLane<double> : WasmLaneOfBits {
  using Scalar = double;
  static constexpr int kLanes = 2;

  static LYAP_INLINE Value load(const double* from) { return wasm_v128_load(from); }
  static LYAP_INLINE void store(Value value, double* to) { wasm_v128_store(to, value); }
  static LYAP_INLINE Value broadcast(double value) { return wasm_f64x2_splat(value); }
  static LYAP_INLINE Bits broadcast_bits(std::uint64_t bits) { return wasm_u64x2_splat(bits); }

  static LYAP_INLINE Value add(Value a, Value b) { return wasm_f64x2_add(a, b); }
  static LYAP_INLINE Value sub(Value a, Value b) { return wasm_f64x2_sub(a, b); }
  static LYAP_INLINE Value mul(Value a, Value b) { return wasm_f64x2_mul(a, b); }
  static LYAP_INLINE Value div(Value a, Value b) { return wasm_f64x2_div(a, b); }
  static LYAP_INLINE Value fma(Value a, Value b, Value c) { return fma_f64(a, b, c); }
  static LYAP_INLINE Value abs(Value a) { return wasm_f64x2_abs(a); }
  static LYAP_INLINE Value min(Value a, Value b) { return wasm_f64x2_pmin(b, a); }
  static LYAP_INLINE Value max(Value a, Value b) { return wasm_f64x2_pmax(b, a); }
  static LYAP_INLINE Mask less(Value a, Value b) { return wasm_f64x2_lt(a, b); }
  static LYAP_INLINE Mask equal(Value a, Value b) { return wasm_f64x2_eq(a, b); }
  static LYAP_INLINE double least(Value value) {
    return wasm_f64x2_extract_lane(min(value, wasm_i64x2_shuffle(value, value, 1, 0)), 0);
  }

  static LYAP_INLINE Bits add_bits(Bits a, Bits b) { return wasm_i64x2_add(a, b); }
  static LYAP_INLINE Bits sub_bits(Bits a, Bits b) { return wasm_i64x2_sub(a, b); }
  template <int kCount>
  static LYAP_INLINE Bits shift_left(Bits bits) {
    return wasm_i64x2_shl(bits, kCount);
  }
  template <int kCount>
  static LYAP_INLINE Bits shift_right(Bits bits) {
    return wasm_u64x2_shr(bits, kCount);
  }
  /// There is no vector instruction for it.
  static LYAP_INLINE Value convert_signed(Bits bits) {
    return wasm_f64x2_make(static_cast<double>(wasm_i64x2_extract_lane(bits, 0)),
                           static_cast<double>(wasm_i64x2_extract_lane(bits, 1)));
  }
};

}  // namespace lyap::wasm
