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
  const v128_t is_even = wasm_i64x2_sub(wasm_v128_and(sum, wasm_i64x2_const_splat(1)), wasm_i64x2_const_splat(1));
  // The odd neighbour on the error's side: bits count up away from zero.
  const v128_t direction = wasm_v128_or(wasm_i64x2_shr(wasm_v128_xor(error, sum), 63), wasm_i64x2_const_splat(1));
  return wasm_i64x2_add(sum, wasm_v128_and(direction, wasm_v128_and(is_inexact, is_even)));
}

/// Two vectors of doubles as one of floats, and back.
LYAP_INLINE v128_t rounded_to_floats(v128_t low, v128_t high) {
  return wasm_i64x2_shuffle(wasm_f32x4_demote_f64x2_zero(low), wasm_f32x4_demote_f64x2_zero(high), 0, 2);
}
LYAP_INLINE v128_t low_as_doubles(v128_t floats) {
  return wasm_f64x2_promote_low_f32x4(floats);
}
LYAP_INLINE v128_t high_as_doubles(v128_t floats) {
  return wasm_f64x2_promote_low_f32x4(wasm_i64x2_shuffle(floats, floats, 1, 1));
}

/// In double, where products of floats are exact and sums rounded to odd have bits enough.
LYAP_SELDOM inline v128_t fma_f32_by_odd_sums(v128_t a, v128_t b, v128_t c) {
  return rounded_to_floats(sum_to_odd(wasm_f64x2_mul(low_as_doubles(a), low_as_doubles(b)), low_as_doubles(c)),
                           sum_to_odd(wasm_f64x2_mul(high_as_doubles(a), high_as_doubles(b)), high_as_doubles(c)));
}

/// In double, where products of floats are exact. A sum is rounded to double and then to float, which is as if it had
/// been rounded once unless the double is just in the middle between two floats: with the last 29 of its bits, or more
/// of them where the float is subnormal.
LYAP_INLINE v128_t fma_f32(v128_t a, v128_t b, v128_t c) {
  const v128_t low = wasm_f64x2_add(wasm_f64x2_mul(low_as_doubles(a), low_as_doubles(b)), low_as_doubles(c));
  const v128_t high = wasm_f64x2_add(wasm_f64x2_mul(high_as_doubles(a), high_as_doubles(b)), high_as_doubles(c));
  const v128_t last_bits = wasm_v128_and(wasm_i32x4_shuffle(low, high, 0, 2, 4, 6), wasm_i32x4_const_splat(0x1fffffff));
  const v128_t first_bits =
      wasm_v128_and(wasm_i32x4_shuffle(low, high, 1, 3, 5, 7), wasm_i32x4_const_splat(0x7fffffff));
  const v128_t is_in_the_middle = wasm_i32x4_eq(last_bits, wasm_i32x4_const_splat(0x10000000));
  const v128_t is_subnormal = wasm_i32x4_lt(first_bits, wasm_i32x4_const_splat((1023 - 126) << 20));
  if (wasm_v128_any_true(wasm_v128_or(is_in_the_middle, is_subnormal))) return fma_f32_by_odd_sums(a, b, c);
  return rounded_to_floats(low, high);
}

/// The C library's, lane by lane.
LYAP_SELDOM inline v128_t fma_f64_of_lanes(v128_t a, v128_t b, v128_t c) {
  return wasm_f64x2_make(
      std::fma(wasm_f64x2_extract_lane(a, 0), wasm_f64x2_extract_lane(b, 0), wasm_f64x2_extract_lane(c, 0)),
      std::fma(wasm_f64x2_extract_lane(a, 1), wasm_f64x2_extract_lane(b, 1), wasm_f64x2_extract_lane(c, 1)));
}

/// The three numbers that make the exact result are rounded once where both bounds of the sum of the lesser two give
/// the same: nearly everywhere. That asks that errors of products are no subnormal numbers; orbits next to 0 leave that
/// range. What overflows on the way leaves bounds that are no numbers, and not equal.
LYAP_INLINE v128_t fma_f64(v128_t a, v128_t b, v128_t c) {
  const auto [product, error_of_product] = product_with_error(a, b);
  const WithError lower = sum_with_error(c, error_of_product);
  const WithError upper = sum_with_error(product, lower.number);
  const v128_t rest = wasm_f64x2_add(upper.error, lower.error);
  const v128_t nearer = wasm_f64x2_add(upper.number, wasm_f64x2_mul(rest, wasm_f64x2_const_splat(1 - 0x1p-52)));
  const v128_t farther = wasm_f64x2_add(upper.number, wasm_f64x2_mul(rest, wasm_f64x2_const_splat(1 + 0x1p-52)));
  const v128_t has_error = wasm_f64x2_gt(wasm_f64x2_abs(product), wasm_f64x2_const_splat(0x1p-900));
  const v128_t is_sure = wasm_v128_and(has_error, wasm_f64x2_eq(nearer, farther));
  return wasm_i64x2_all_true(is_sure) ? nearer : fma_f64_of_lanes(a, b, c);
}

}  // namespace lyap::wasm
