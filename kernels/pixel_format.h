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
/// kIndexed16: a palette index in 16 bits, which samples are until they are averaged.
enum class PixelFormat : std::int32_t { kExponents, kIndexed8, kRgb24, kYuv444p, kYuv420p, kYuv420p10, kIndexed16 };

/// What the colours of a picture stand for: the exponent, or the length of the cycle that an orbit came to.
enum class Quantity : std::int32_t { kExponent, kPeriod };

/// What a pixel is the average of: the colours of its samples in linear light, or their exponents.
enum class AverageOf : std::int32_t { kColor, kExponent };

/// Colours that a palette index in a byte can name; no more can palettes of PNG files and GIFs have.
inline constexpr std::size_t kMaxIndexedColors = 256;

/// Whether one chroma sample stands for 2×2 pixels, so that both sides of a picture must be even.
LYAP_HOST_DEVICE constexpr bool has_subsampled_chroma(PixelFormat format) {
  return format == PixelFormat::kYuv420p || format == PixelFormat::kYuv420p10;
}

/// Whether the palette indices of pixels are kept, to be made into pixels by a second step.
LYAP_HOST_DEVICE constexpr bool keeps_indices(PixelFormat format) {
  return has_subsampled_chroma(format) || format == PixelFormat::kIndexed16;
}

/// Whether a picture is one plane after the other, so that neighbouring rows alone are no picture.
LYAP_HOST_DEVICE constexpr bool is_planar(PixelFormat format) {
  return format == PixelFormat::kYuv444p || has_subsampled_chroma(format);
}

/// Bytes a pixel takes, of planar formats in the plane of lumas; exponents take `exponent_bytes`.
LYAP_HOST_DEVICE constexpr std::size_t bytes_per_pixel(PixelFormat format, std::size_t exponent_bytes) {
  switch (format) {
    case PixelFormat::kIndexed8:
    case PixelFormat::kYuv444p:
    case PixelFormat::kYuv420p:
      return 1;
    case PixelFormat::kYuv420p10:
    case PixelFormat::kIndexed16:
      return 2;
    case PixelFormat::kRgb24:
      return 3;
    case PixelFormat::kExponents:
    default:
      return exponent_bytes;
  }
}

/// A palette as pixel code reads it: `colors[i]` is red + 256·green + 65536·blue; of planar formats Cb + 65536·Cr, and
/// `lumas[i]` the luma. Chroma that will be subsampled is finer than a sample (kChromaUnits).
struct PaletteView {
  const std::uint32_t* colors;
  const std::uint16_t* lumas;
  std::int32_t entries;
};

/// Where the pixels of neighbouring rows go, tightly packed. Formats with subsampled chroma have their palette indices
/// stored instead, in `indices`, as kIndexed16 has; pixels of such a format that are averages have a chroma and a luma
/// each, as PaletteView has of palette entries.
struct PixelTarget {
  std::uint8_t* pixels;
  /// Of kYuv444p: bytes from a plane to the next.
  std::size_t plane_bytes;
  std::uint16_t* indices;
  /// Where the periods of the pixels go as well, or null.
  std::uint32_t* periods;
  std::uint32_t* chroma = nullptr;
  std::uint16_t* lumas = nullptr;
};

/// Stores the colour of palette index `index` as pixel number `pixel`; not for exponents.
LYAP_INLINE void store_color(PixelFormat format, const PaletteView& palette, std::uint16_t index, std::size_t pixel,
                             const PixelTarget& target) {
  std::uint8_t* bytes = target.pixels;
  if (keeps_indices(format)) {
    target.indices[pixel] = index;
  } else if (format == PixelFormat::kIndexed8) {
    bytes[pixel] = static_cast<std::uint8_t>(index);
  } else if (format == PixelFormat::kYuv444p) {
    const std::uint32_t chroma = palette.colors[index];
    bytes[pixel] = static_cast<std::uint8_t>(palette.lumas[index]);
    bytes[pixel + target.plane_bytes] = static_cast<std::uint8_t>(chroma);
    bytes[pixel + 2 * target.plane_bytes] = static_cast<std::uint8_t>(chroma >> 16);
  } else {
    const std::uint32_t color = palette.colors[index];
    bytes[3 * pixel] = static_cast<std::uint8_t>(color);
    bytes[3 * pixel + 1] = static_cast<std::uint8_t>(color >> 8);
    bytes[3 * pixel + 2] = static_cast<std::uint8_t>(color >> 16);
  }
}

}  // namespace lyap
