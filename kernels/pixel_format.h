#pragma once

#include "kernels/host_device.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// What a pixel is in memory. kExponents: the exponent itself, float or double as it was computed. kIndexed8: a
/// palette index in a byte. kRgb24: three bytes red, green, blue.
/// The others are planar Y'CbCr as ITU-R BT.709 defines it, in limited range: a plane of all lumas, then one of Cb,
/// then one of Cr. kYuv444p: a byte each. kYuv420p: a byte each, and one chroma sample for 2×2 pixels, sited at the
/// left pair of them. kYuv420p10: the same with 10 bits in little-endian 16.
enum class PixelFormat : std::int32_t { kExponents, kIndexed8, kRgb24, kYuv444p, kYuv420p, kYuv420p10 };

/// Bytes a pixel takes, where exponents take `exponent_bytes`.
LYAP_HOST_DEVICE constexpr std::size_t bytes_per_pixel(PixelFormat format, std::size_t exponent_bytes) {
  switch (format) {
    case PixelFormat::kIndexed8:
      return 1;
    case PixelFormat::kRgb24:
      return 3;
    case PixelFormat::kExponents:
    default:
      return exponent_bytes;
  }
}

/// A palette as pixel code reads it: `colors[i]` is red + 256·green + 65536·blue.
struct PaletteView {
  const std::uint32_t* colors;
  std::int32_t entries;
};

/// Writes the colour of palette index `index` as pixel `pixel` of a row that starts at `bytes`; not for exponents.
LYAP_INLINE void store_color(PixelFormat format, const PaletteView& palette, std::uint16_t index, std::size_t pixel,
                             std::uint8_t* bytes) {
  if (format == PixelFormat::kIndexed8) {
    bytes[pixel] = static_cast<std::uint8_t>(index);
    return;
  }
  const std::uint32_t color = palette.colors[index];
  bytes[3 * pixel] = static_cast<std::uint8_t>(color);
  bytes[3 * pixel + 1] = static_cast<std::uint8_t>(color >> 8);
  bytes[3 * pixel + 2] = static_cast<std::uint8_t>(color >> 16);
}

/// store_color for `count` pixels of a row.
inline void store_colors(PixelFormat format, const PaletteView& palette, const std::uint16_t* indices, int count,
                         std::uint8_t* bytes) {
  if (format == PixelFormat::kIndexed8) {
    for (int i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(indices[i]);
    return;
  }
  // A pixel is written as four bytes and its neighbour overwrites the fourth: one store instead of three.
  for (int i = 0; i < count - 1; ++i) __builtin_memcpy(bytes + std::ptrdiff_t{3} * i, &palette.colors[indices[i]], 4);
  if (count > 0) store_color(format, palette, indices[count - 1], static_cast<std::size_t>(count - 1), bytes);
}

}  // namespace lyap
