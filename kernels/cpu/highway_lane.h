#pragma once

// Include only in files compiled for one instruction set: the static target decides the width.
#include "kernels/float_format.h"
#include "kernels/host_device.h"

#include <hwy/highway.h>

/// Without it a "fused" multiply-add would be a multiplication and an addition, with other bits than the scalar lane's.
static_assert(HWY_NATIVE_FMA, "the instruction set must have fused multiply-adds");

/// The namespace of the target keeps the instantiations for different instruction sets apart: with one name for all
/// of them the linker would keep a single one.
namespace lyap::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// A SIMD vector of the instruction set for which the including file is compiled; same operations as ScalarLane.
template <class T>
struct HighwayLane {
  using Tag = hn::ScalableTag<T>;
  using BitsTag = hn::RebindToUnsigned<Tag>;
  using SignedTag = hn::RebindToSigned<Tag>;
  using Scalar = T;
  using Value = hn::Vec<Tag>;
  using Bits = hn::Vec<BitsTag>;
  using Mask = hn::Mask<Tag>;
  using Index = hn::Vec<SignedTag>;
  static constexpr int kLanes = static_cast<int>(hn::MaxLanes(Tag()));
  static const char* target() { return hwy::TargetName(HWY_STATIC_TARGET); }

  static LYAP_INLINE Value load(const T* from) { return hn::LoadU(Tag(), from); }
  static LYAP_INLINE void store(Value value, T* to) { hn::StoreU(value, Tag(), to); }
  static LYAP_INLINE Value broadcast(T value) { return hn::Set(Tag(), value); }
  static LYAP_INLINE Bits broadcast_bits(typename FloatFormat<T>::Bits bits) { return hn::Set(BitsTag(), bits); }

  static LYAP_INLINE Value add(Value a, Value b) { return hn::Add(a, b); }
  static LYAP_INLINE Value sub(Value a, Value b) { return hn::Sub(a, b); }
  static LYAP_INLINE Value mul(Value a, Value b) { return hn::Mul(a, b); }
  static LYAP_INLINE Value div(Value a, Value b) { return hn::Div(a, b); }
  static LYAP_INLINE Value fma(Value a, Value b, Value c) { return hn::MulAdd(a, b, c); }
  static LYAP_INLINE Value abs(Value a) { return hn::Abs(a); }
  static LYAP_INLINE Value min(Value a, Value b) { return hn::Min(a, b); }
  static LYAP_INLINE Value max(Value a, Value b) { return hn::Max(a, b); }

  static LYAP_INLINE Mask less(Value a, Value b) { return hn::Lt(a, b); }
  static LYAP_INLINE Mask equal(Value a, Value b) { return hn::Eq(a, b); }
  static LYAP_INLINE Value select(Mask mask, Value yes, Value no) { return hn::IfThenElse(mask, yes, no); }
  static LYAP_INLINE Bits select_bits(Mask mask, Bits yes, Bits no) {
    return hn::IfThenElse(hn::RebindMask(BitsTag(), mask), yes, no);
  }
  static LYAP_INLINE Mask no_lanes() { return hn::MaskFromVec(hn::Zero(Tag())); }
  static LYAP_INLINE Mask not_mask(Mask a) { return hn::Not(a); }
  static LYAP_INLINE Mask and_mask(Mask a, Mask b) { return hn::And(a, b); }
  static LYAP_INLINE Mask or_mask(Mask a, Mask b) { return hn::Or(a, b); }
  static LYAP_INLINE Mask and_not_mask(Mask a, Mask b) { return hn::AndNot(a, b); }
  static LYAP_INLINE bool any(Mask mask) { return !hn::AllFalse(Tag(), mask); }
  static LYAP_INLINE T least(Value value) { return hn::GetLane(hn::MinOfLanes(Tag(), value)); }

  static LYAP_INLINE Bits to_bits(Value value) { return hn::BitCast(BitsTag(), value); }
  static LYAP_INLINE Value from_bits(Bits bits) { return hn::BitCast(Tag(), bits); }
  static LYAP_INLINE Bits and_not_bits(Bits a, Bits b) { return hn::AndNot(a, b); }
  static LYAP_INLINE Bits add_bits(Bits a, Bits b) { return hn::Add(a, b); }
  static LYAP_INLINE Bits sub_bits(Bits a, Bits b) { return hn::Sub(a, b); }
  template <int kCount>
  static LYAP_INLINE Bits shift_left(Bits bits) {
    return hn::ShiftLeft<kCount>(bits);
  }
  template <int kCount>
  static LYAP_INLINE Bits shift_right(Bits bits) {
    return hn::ShiftRight<kCount>(bits);
  }
  /// Adding 2^23 to a whole number puts it into the low bits; a conversion would also look for overflow.
  static LYAP_INLINE Index truncate(Value value) {
    const auto magic = hn::Set(Tag(), 0x1p23f);
    return hn::BitCast(SignedTag(), hn::Sub(to_bits(hn::Add(hn::Floor(value), magic)), to_bits(magic)));
  }
  static LYAP_INLINE void store_index(Index index, std::uint16_t* to) {
    const hn::Rebind<std::uint16_t, Tag> narrow;
    hn::StoreU(hn::DemoteTo(narrow, index), narrow, to);
  }
  static LYAP_INLINE Value convert_signed(Bits bits) { return hn::ConvertTo(Tag(), hn::BitCast(SignedTag(), bits)); }

  /// Whether steps are written out, several behind one another.
  static constexpr bool kUnrollsSteps = true;
  /// What computes `value` stays before what follows.
  static LYAP_INLINE void keep_in_order(Value& value) {
#if defined(__x86_64__)
    asm volatile("" : "+v"(value.raw));
#elif defined(__aarch64__)
    asm volatile("" : "+w"(value.raw));
#endif
  }
};

}  // namespace lyap::HWY_NAMESPACE
