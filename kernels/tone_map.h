#pragma once

#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/logarithm.h"
#include "kernels/scalar_lane.h"

#include <cstdint>

namespace lyap {

/// 2^t for |t| ≤ 126, relative error below 4e-7.
/// t = n + f with |f| ≤ ½: adding 1.5·2^23 rounds t to the integer n and leaves n in the low mantissa bits, 2^f is
/// its Taylor series to degree 7 (first term left out: (ln 2/2)^8/8! < 6e-9), and n is added to the exponent bits.
template <class Lane>
LYAP_INLINE typename Lane::Value exp2_bounded(typename Lane::Value t) {
  constexpr float kTaylor[] = {1.0f,           6.93147181e-1f, 2.40226507e-1f, 5.55041087e-2f,
                               9.61812911e-3f, 1.33335581e-3f, 1.54035304e-4f};
  const auto magic = Lane::broadcast(0x1.8p23f);
  const auto shifted = Lane::add(t, magic);
  const auto fraction = Lane::sub(t, Lane::sub(shifted, magic));
  auto power = Lane::broadcast(kTaylor[6]);
  for (int k = 5; k >= 0; --k) power = Lane::fma(power, fraction, Lane::broadcast(kTaylor[k]));
  const auto exponent = Lane::template shift_left<23>(Lane::to_bits(shifted));
  return Lane::from_bits(Lane::add_bits(Lane::to_bits(power), exponent));
}

/// How an exponent λ becomes a place s in [0, 1] of a palette: s = 1/(1 + 2^t) with t = scale·λ + offset, rounded once.
/// By default s = 1/(1 + e^(−2λ)) = ½(1 + tanh λ). In general s = ½(1 + tanh(g·(λ − m))) has g times the default's
/// scale, and −m times that as offset. Maps of another shape are tables behind it, see ToneView.
struct ToneMap {
  /// −2/ln 2.
  static constexpr float kScaleOfTanh = -2.88539008f;

  /// Finite and not 0; negative where s rises with λ.
  float scale = kScaleOfTanh;
  /// Finite.
  float offset = 0;

  friend LYAP_HOST_DEVICE constexpr bool operator==(const ToneMap& a, const ToneMap& b) {
    return a.scale == b.scale && a.offset == b.offset;
  }
};

/// The palette index min(⌊s·K⌋, K − 1), still as a number, of exponents λ, for K palette entries. λ may be infinite,
/// not NaN. The absolute error of s is below 3e-7.
template <class Lane>
LYAP_INLINE typename Lane::Index palette_index(const ToneMap& tone_map, typename Lane::Value exponent, float entries) {
  const auto limit = Lane::broadcast(126.0f);
  const auto power = Lane::fma(exponent, Lane::broadcast(tone_map.scale), Lane::broadcast(tone_map.offset));
  const auto t = Lane::max(Lane::min(power, limit), Lane::broadcast(-126.0f));
  const auto one = Lane::broadcast(1.0f);
  const auto position = Lane::div(Lane::broadcast(entries), Lane::add(one, exp2_bounded<Lane>(t)));
  return Lane::truncate(Lane::min(position, Lane::broadcast(entries - 1.0f)));
}

/// How exponents find their colours, as pixel code reads it: a map to one of `places` places, 1 to 65536, and a table
/// that says which colour each of them has.
struct ToneView {
  ToneMap map;
  std::int32_t places;
  /// The palette index of each place, behind them those of −∞ and of +∞; null where places are palette indices and
  /// infinite exponents have no colour of their own.
  const std::uint16_t* indices;
};

/// The palette index of an exponent, float or double, whose place is known.
template <class T>
LYAP_INLINE std::uint16_t color_at(const ToneView& tone, std::int32_t place, T exponent) {
  if (tone.indices == nullptr) return static_cast<std::uint16_t>(place);
  if (exponent == -FloatFormat<T>::kInfinity) return tone.indices[tone.places];
  if (exponent == FloatFormat<T>::kInfinity) return tone.indices[tone.places + 1];
  return tone.indices[place];
}

/// The palette index of an exponent, float or double, which is not NaN.
template <class T>
LYAP_INLINE std::uint16_t color_of(const ToneView& tone, T exponent) {
  const auto place =
      palette_index<ScalarLane<float>>(tone.map, static_cast<float>(exponent), static_cast<float>(tone.places));
  return color_at(tone, place, exponent);
}

/// The palette index of a cycle of `periods` periods of the sequence, for K palette entries: log₂ periods, from 0 to 8,
/// spread over all entries but the last, which is for orbits without a cycle (0 periods). One entry is for all.
LYAP_INLINE std::uint16_t period_index(std::uint32_t periods, std::int32_t entries) {
  using Lane = ScalarLane<float>;
  if (periods == 0 || entries < 2) return static_cast<std::uint16_t>(entries - 1);
  const auto count = static_cast<float>(periods);
  const std::uint32_t exponent = Lane::to_bits(count) >> FloatFormat<float>::kMantissaBits;
  const std::uint32_t mantissa =
      Lane::to_bits(count) - ((exponent - FloatFormat<float>::kBias) << FloatFormat<float>::kMantissaBits);
  const float whole = static_cast<float>(static_cast<std::int32_t>(exponent) - FloatFormat<float>::kBias);
  const float octaves = whole + log2_of_mantissa<Lane>(Lane::from_bits(mantissa));
  const auto index = static_cast<std::int32_t>(octaves * (static_cast<float>(entries - 1) / 8.0f));
  return static_cast<std::uint16_t>(index < entries - 2 ? index : entries - 2);
}

}  // namespace lyap
