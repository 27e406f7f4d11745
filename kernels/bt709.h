#pragma once

#include "kernels/host_device.h"

#include <cstdint>

namespace lyap {

/// A colour as encoded levels of 16 bits.
struct Rgb16 {
  std::uint16_t r = 0;
  std::uint16_t g = 0;
  std::uint16_t b = 0;
  friend bool operator==(const Rgb16&, const Rgb16&) = default;
};

/// A level of 16 bits as one of 0 to `white`, at most 65535, to the nearest.
LYAP_INLINE constexpr std::uint16_t rounded_level(std::uint16_t level, std::uint32_t white) {
  return static_cast<std::uint16_t>((level * white + 32767) / 65535);
}

/// The same in 8 bits.
LYAP_INLINE constexpr std::uint8_t in_8_bits(std::uint16_t level) {
  return static_cast<std::uint8_t>(rounded_level(level, 255));
}

/// A colour as a luma and two colour differences.
struct YCbCr {
  std::int32_t y;
  std::int32_t cb;
  std::int32_t cr;
  friend bool operator==(const YCbCr&, const YCbCr&) = default;
};

/// numerator / denominator to the nearest integer, halves up; both positive.
LYAP_INLINE constexpr std::int32_t rounded_ratio(std::int64_t numerator, std::int64_t denominator) {
  return static_cast<std::int32_t>((2 * numerator + denominator) / (2 * denominator));
}

/// The colour in Y'CbCr as ITU-R BT.709 defines it, in limited range, in units of 1/scale of a step of 8 bits: 1 gives
/// samples of 8 bits, 4 of 10 bits; 1 to 1024 are accepted. With R, G, B in [0, 1], which are levels of `Color` over
/// kWhite,
///     Y = 0.2126·R + 0.7152·G + 0.0722·B
///     Y' = 16 + 219·Y,  Cb = 128 + 224·(B − Y)/1.8556,  Cr = 128 + 224·(R − Y)/1.5748
/// each rounded to the nearest, halves up. All numbers of the standard have four decimals, so that in ten-thousandths
/// the fractions are exact, and with them the rounding of colours that lie halfway between two samples.
template <class Color>
LYAP_INLINE constexpr YCbCr bt709_limited(const Color& color, std::int32_t scale) {
  constexpr std::int64_t kWhite = sizeof(color.r) == 1 ? 255 : 65535;
  constexpr std::int64_t kOne = 10'000;
  constexpr std::int64_t kLumaRange = kWhite * kOne;
  constexpr std::int64_t kCbRange = kWhite * 18'556;
  constexpr std::int64_t kCrRange = kWhite * 15'748;
  const std::int64_t luma = std::int64_t{2126} * color.r + std::int64_t{7152} * color.g + std::int64_t{722} * color.b;
  const std::int64_t blue = kOne * color.b - luma;
  const std::int64_t red = kOne * color.r - luma;
  return {rounded_ratio(scale * (16 * kLumaRange + 219 * luma), kLumaRange),
          rounded_ratio(scale * (128 * kCbRange + 224 * blue), kCbRange),
          rounded_ratio(scale * (128 * kCrRange + 224 * red), kCrRange)};
}

}  // namespace lyap
