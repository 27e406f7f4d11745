#pragma once

#include "kernel_memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// Arithmetic of PTX that C has no operator for, or another one. NaNs are NaNs: which of them comes of what is left to
// the host, but where PTX asks for a certain one.

static inline float float_of(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static inline double double_of(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static inline uint32_t bits_of_float(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

static inline uint64_t bits_of_double(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

/// A number is preferred to a NaN, and −0 is less than 0.
#define DEFINE_EXTREMA(type, c_type, canonical_nan, is_negative) \
  static inline c_type min_##type(c_type a, c_type b) {          \
    if (a != a) return b != b ? canonical_nan : b;               \
    if (b != b) return a;                                        \
    if (a == b) return is_negative(a) ? a : b;                   \
    return a < b ? a : b;                                        \
  }                                                              \
  static inline c_type max_##type(c_type a, c_type b) {          \
    if (a != a) return b != b ? canonical_nan : b;               \
    if (b != b) return a;                                        \
    if (a == b) return is_negative(a) ? b : a;                   \
    return a > b ? a : b;                                        \
  }

DEFINE_EXTREMA(f32, float, float_of(0x7fffffffu), __builtin_signbitf)
DEFINE_EXTREMA(f64, double, double_of(0x7fffffffffffffffu), __builtin_signbit)

/// Division by 0 has no defined result, so no kernel should do it. The quotient that is too large wraps.
#define DEFINE_SIGNED_DIVISION(type, c_type)                                                 \
  static inline c_type divide_##type(struct EmulatedThread* thread, c_type a, c_type b) {    \
    if (b == 0) fault(thread, 0, sizeof b);                                                  \
    return b == -1 ? (c_type)-a : (c_type)(a / b);                                           \
  }                                                                                          \
  static inline c_type remainder_##type(struct EmulatedThread* thread, c_type a, c_type b) { \
    if (b == 0) fault(thread, 0, sizeof b);                                                  \
    return b == -1 ? 0 : (c_type)(a % b);                                                    \
  }
#define DEFINE_UNSIGNED_DIVISION(type, c_type)                                               \
  static inline c_type divide_##type(struct EmulatedThread* thread, c_type a, c_type b) {    \
    if (b == 0) fault(thread, 0, sizeof b);                                                  \
    return a / b;                                                                            \
  }                                                                                          \
  static inline c_type remainder_##type(struct EmulatedThread* thread, c_type a, c_type b) { \
    if (b == 0) fault(thread, 0, sizeof b);                                                  \
    return a % b;                                                                            \
  }

DEFINE_SIGNED_DIVISION(s16, int16_t)
DEFINE_SIGNED_DIVISION(s32, int32_t)
DEFINE_SIGNED_DIVISION(s64, int64_t)
DEFINE_UNSIGNED_DIVISION(u16, uint16_t)
DEFINE_UNSIGNED_DIVISION(u32, uint32_t)
DEFINE_UNSIGNED_DIVISION(u64, uint64_t)

/// Rounds to 0 and saturates. A `float` comes as the same `double`.
#define DEFINE_CONVERSION(type, c_type, least, most, beyond)            \
  static inline c_type convert_to_##type(double value, c_type of_nan) { \
    if (value != value) return of_nan;                                  \
    if (value <= (double)(least)) return least;                         \
    return value >= beyond ? most : (c_type)value;                      \
  }

DEFINE_CONVERSION(s8, int8_t, INT8_MIN, INT8_MAX, 0x1p7)
DEFINE_CONVERSION(s16, int16_t, INT16_MIN, INT16_MAX, 0x1p15)
DEFINE_CONVERSION(s32, int32_t, INT32_MIN, INT32_MAX, 0x1p31)
DEFINE_CONVERSION(s64, int64_t, INT64_MIN, INT64_MAX, 0x1p63)
DEFINE_CONVERSION(u8, uint8_t, 0, UINT8_MAX, 0x1p8)
DEFINE_CONVERSION(u16, uint16_t, 0, UINT16_MAX, 0x1p16)
DEFINE_CONVERSION(u32, uint32_t, 0, UINT32_MAX, 0x1p32)
DEFINE_CONVERSION(u64, uint64_t, 0, UINT64_MAX, 0x1p64)

/// `count` bits of a number of `width` bits from `first` on; there are zeros beyond it.
static inline uint64_t extract_bits(uint64_t value, uint32_t first, uint32_t count, uint32_t width) {
  first &= 0xff;
  count &= 0xff;
  if (first >= width) return 0;
  value >>= first;
  return count < width ? value & ((UINT64_C(1) << count) - 1) : value;
}

/// A number of `width` bits with the lowest `count` bits of `inserted` from `first` on; what would be beyond is lost.
static inline uint64_t insert_bits(uint64_t inserted, uint64_t value, uint32_t first, uint32_t count, uint32_t width) {
  first &= 0xff;
  count &= 0xff;
  if (first >= width || count == 0) return value;
  const uint64_t low = count < 64 ? (UINT64_C(1) << count) - 1 : UINT64_MAX;
  return (value & ~(low << first)) | ((inserted & low) << first);
}

/// Four of eight bytes, those of `low` and then those of `high`, one for each hexadecimal digit of `selection`; 8 and
/// above stand for the sign of a byte, eight times.
static inline uint32_t permute_bytes(uint32_t low, uint32_t high, uint32_t selection) {
  const uint64_t bytes = (uint64_t)high << 32 | low;
  uint32_t result = 0;
  for (int i = 0; i < 4; ++i) {
    const uint32_t digit = selection >> 4 * i & 15;
    const uint32_t byte = (uint32_t)(bytes >> 8 * (digit & 7)) & 0xff;
    const uint32_t chosen = digit < 8 ? byte : byte >= 0x80 ? 0xff : 0;
    result |= chosen << 8 * i;
  }
  return result;
}
