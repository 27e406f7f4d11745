#pragma once

#include "kernels/float_format.h"
#include "kernels/host_device.h"

#include <cmath>
#include <cstring>

namespace lyap {

/// One lane: what a CUDA thread works on, and the reference that every SIMD target must equal bit for bit.
/// All operations round to nearest even as IEEE 754 says; none is fused but `fma`.
template <class T>
struct ScalarLane {
  using Scalar = T;
  using Value = T;
  using Bits = typename FloatFormat<T>::Bits;
  using Mask = bool;
  using Index = std::int32_t;
  static constexpr int kLanes = 1;
  static LYAP_INLINE constexpr const char* target() { return "scalar"; }

  static LYAP_INLINE Value load(const T* from) { return *from; }
  static LYAP_INLINE void store(Value value, T* to) { *to = value; }
  static LYAP_INLINE Value broadcast(T value) { return value; }
  static LYAP_INLINE Bits broadcast_bits(Bits bits) { return bits; }

  static LYAP_INLINE Value add(Value a, Value b) { return a + b; }
  static LYAP_INLINE Value sub(Value a, Value b) { return a - b; }
  static LYAP_INLINE Value mul(Value a, Value b) { return a * b; }
  static LYAP_INLINE Value div(Value a, Value b) { return a / b; }
  /// a·b + c, rounded once.
  static LYAP_INLINE Value fma(Value a, Value b, Value c) { return std::fma(a, b, c); }
  static LYAP_INLINE Value abs(Value a) { return std::fabs(a); }
  static LYAP_INLINE Value min(Value a, Value b) { return a < b ? a : b; }
  static LYAP_INLINE Value max(Value a, Value b) { return a > b ? a : b; }

  static constexpr bool kUnrollsSteps = true;
  /// What computes `value` stays before what follows. One lane has registers enough in any order.
  static LYAP_INLINE void keep_in_order(Value& /*value*/) {}

  static LYAP_INLINE Mask less(Value a, Value b) { return a < b; }
  static LYAP_INLINE Mask equal(Value a, Value b) { return a == b; }
  static LYAP_INLINE Value select(Mask mask, Value yes, Value no) { return mask ? yes : no; }
  static LYAP_INLINE Bits select_bits(Mask mask, Bits yes, Bits no) { return mask ? yes : no; }
  static LYAP_INLINE Mask no_lanes() { return false; }
  static LYAP_INLINE Mask not_mask(Mask a) { return !a; }
  static LYAP_INLINE Mask and_mask(Mask a, Mask b) { return a && b; }
  static LYAP_INLINE Mask or_mask(Mask a, Mask b) { return a || b; }
  /// The lanes of `b` that are not in `a`.
  static LYAP_INLINE Mask and_not_mask(Mask a, Mask b) { return !a && b; }
  static LYAP_INLINE bool any(Mask mask) { return mask; }
  /// The least of all lanes.
  static LYAP_INLINE T least(Value value) { return value; }

  static LYAP_INLINE Bits to_bits(Value value) {
    Bits bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
  }
  static LYAP_INLINE Value from_bits(Bits bits) {
    Value value;
    memcpy(&value, &bits, sizeof value);
    return value;
  }
  static LYAP_INLINE Bits and_not_bits(Bits a, Bits b) { return ~a & b; }
  static LYAP_INLINE Bits add_bits(Bits a, Bits b) { return a + b; }
  static LYAP_INLINE Bits sub_bits(Bits a, Bits b) { return a - b; }
  template <int kCount>
  static LYAP_INLINE Bits shift_left(Bits bits) {
    return bits << kCount;
  }
  template <int kCount>
  static LYAP_INLINE Bits shift_right(Bits bits) {
    return bits >> kCount;
  }
  static LYAP_INLINE Index truncate(Value value) { return static_cast<Index>(value); }
  static LYAP_INLINE void store_index(Index index, std::uint16_t* to) { *to = static_cast<std::uint16_t>(index); }
  /// The two's complement integer in `bits`, rounded to T.
  static LYAP_INLINE Value convert_signed(Bits bits) {
    if constexpr (sizeof(T) == 4) {
      return static_cast<T>(static_cast<std::int32_t>(bits));
    } else {
      return static_cast<T>(static_cast<std::int64_t>(bits));
    }
  }
};

}  // namespace lyap
