#pragma once

#include "kernels/bt709.h"
#include "kernels/host_device.h"
#include "kernels/pixel_format.h"

#include <cstdint>

namespace lyap {

/// Chroma that will be subsampled counts in this fraction of a step of 8 bits: so the weighted parts of a sample do not
/// add up as many roundings. Formats with 8 bits have 1/32, where two sums of eight fit into the halves of 32 bits,
/// 240·32·8 at most; finer levels have 1/256, as much as 16 bits hold.
LYAP_HOST_DEVICE constexpr int chroma_units(PixelFormat format) {
  return bits_of_level(format) == 8 ? 32 : 256;
}

/// A colour as a planar format or kRgb48 has it, each level rounded to the nearest.
LYAP_INLINE constexpr PixelLevels levels_of(PixelFormat format, const Rgb16& color) {
  const int bits = bits_of_level(format);
  if (format == PixelFormat::kRgb48 || format == PixelFormat::kGbrp10) {
    const auto level = [&](std::uint16_t of_16_bits) { return rounded_level(of_16_bits, (1u << bits) - 1); };
    return {level(color.g), std::uint32_t{level(color.b)} | std::uint32_t{level(color.r)} << 16};
  }
  const std::int32_t scale = 1 << (bits - 8);
  const YCbCr exact = bt709_limited(color, scale);
  const YCbCr chroma = has_subsampled_chroma(format) ? bt709_limited(color, chroma_units(format)) : exact;
  return {static_cast<std::uint16_t>(exact.y),
          static_cast<std::uint32_t>(chroma.cb) | static_cast<std::uint32_t>(chroma.cr) << 16};
}

}  // namespace lyap
