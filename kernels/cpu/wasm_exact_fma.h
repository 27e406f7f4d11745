#pragma once

// Include only in files compiled with -msimd128.
#include "kernels/host_device.h"

#include <cmath>

#include <wasm_simd128.h>

/// a·b + c rounded once, of instructions that round each on its own: what WebAssembly promises everywhere.
namespace lyap::wasm {

inline constexpr const char* kTarget = "WASM_EXACT";

/// A number and what it lacks of the exact result.
struct WithError {
  v128_t number;
  v128_t error;
};

LYAP_INLINE WithError sum_with_error(v128_t a, v128_t b) {
  const v128_t sum = wasm_f64x2_add(a, b);
  const v128_t of_b = wasm_f64x2_sub(sum, a);
  const v128_t of_a = wasm_f64x2_sub(sum, of_b);
  return {sum, wasm_f64x2_add(wasm_f64x2_sub(a, of_a), wasm_f64x2_sub(b, of_b))};
}

/// Two halves of 26 bits, whose products are exact. `a` is at most 2^996 (Dekker).
LYAP_INLINE WithError halves(v128_t a) {
  const v128_t scaled = wasm_f64x2_mul(a, wasm_f64x2_const_splat(0x1p27 + 1));
  const v128_t high = wasm_f64x2_sub(scaled, wasm_f64x2_sub(scaled, a));
  return {high, wasm_f64x2_sub(a, high)};
}

LYAP_INLINE WithError product_with_error(v128_t a, v128_t b) {
  const WithError x = halves(a);
  const WithError y = halves(b);
  const v128_t product = wasm_f64x2_mul(a, b);
  v128_t error = wasm_f64x2_sub(wasm_f64x2_mul(x.number, y.number), product);
  error = wasm_f64x2_add(error, wasm_f64x2_mul(x.number, y.error));
  error = wasm_f64x2_add(error, wasm_f64x2_mul(x.error, y.number));
  return {product, wasm_f64x2_add(error, wasm_f64x2_mul(x.error, y.error))};
}

/// a + b rounded to odd: where it is not exact, to the neighbour whose last bit is 1. Rounded again to fewer bits, by
/// two at least, it is as if it had been rounded once (Boldo and Melquiond, "Emulation of a FMA and correctly rounded
/// sums", 2008). Sums that are infinite or no numbers stay so.
LYAP_INLINE v128_t sum_to_odd(v128_t a, v128_t b) {
  const auto [sum, error] = sum_with_error(a, b);
  const v128_t is_inexact = wasm_f64x2_gt(wasm_f64x2_abs(error), wasm_f64x2_const_splat(0));
  const v128_t is_even =
      wasm_i64x2_sub(wasm_v128_and(sum, wasm_i64x2_const_splat(1)), wasm_i64x2_const_splat(1));
  // The odd neighbour on the error's side: bits count up away from zero.
  const v128_t direction = wasm_v128_or(wasm_i64x2_shr(wasm_v128_xor(error, sum), 63), wasm_i64x2_const_splat(1));
  return wasm_i64x2_add(sum, wasm_v128_and(direction, wasm_v128_and(is_inexact, is_even)));
}

/// In double, where products of floats are exact and sums rounded to odd have bits enough.
LYAP_INLINE v128_t fma_f32(v128_t a, v128_t b, v128_t c) {
  const auto low = [](v128_t v) { return wasm_f64x2_promote_low_f32x4(v); };
  const auto high = [](v128_t v) { return wasm_f64x2_promote_low_f32x4(wasm_i64x2_shuffle(v, v, 1, 1)); };
  const v128_t lower = sum_to_odd(wasm_f64x2_mul(low(a), low(b)), low(c));
  const v128_t upper = sum_to_odd(wasm_f64x2_mul(high(a), high(b)), high(c));
  return wasm_i64x2_shuffle(wasm_f32x4_demote_f64x2_zero(lower), wasm_f32x4_demote_f64x2_zero(upper), 0, 2);
}

/// The C library's, lane by lane.
LYAP_SELDOM inline v128_t fma_f64_of_lanes(v128_t a, v128_t b, v128_t c) {
  return wasm_f64x2_make(
      std::fma(wasm_f64x2_extract_lane(a, 0), wasm_f64x2_extract_lane(b, 0), wasm_f64x2_extract_lane(c, 0)),
      std::fma(wasm_f64x2_extract_lane(a, 1), wasm_f64x2_extract_lane(b, 1), wasm_f64x2_extract_lane(c, 1)));
}

/// Boldo and Melquiond's, as long as nothing overflows and errors of products are no subnormal numbers. Orbits on their
/// way to infinity and those next to 0 leave that range.
LYAP_INLINE v128_t fma_f64(v128_t a, v128_t b, v128_t c) {
  const auto [product, error_of_product] = product_with_error(a, b);
  const v128_t size = wasm_f64x2_abs(product);
  const v128_t largest =
      wasm_f64x2_max(wasm_f64x2_max(wasm_f64x2_abs(a), wasm_f64x2_abs(b)), wasm_f64x2_max(size, wasm_f64x2_abs(c)));
  const v128_t is_inside = wasm_v128_and(wasm_f64x2_gt(size, wasm_f64x2_const_splat(0x1p-900)),
                                         wasm_f64x2_lt(largest, wasm_f64x2_const_splat(0x1p900)));
  if (!wasm_i64x2_all_true(is_inside)) return fma_f64_of_lanes(a, b, c);
  const WithError lower = sum_with_error(c, error_of_product);
  const WithError upper = sum_with_error(product, lower.number);
  return wasm_f64x2_add(upper.number, sum_to_odd(upper.error, lower.error));
}

}  // namespace lyap::wasm
