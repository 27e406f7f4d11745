#pragma once

#include "kernels/host_device.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// What a pixel is in memory. kExponents: the exponent itself, float or double as it was computed. kIndexed8: a
/// palette index in a byte. kRgb24: three bytes red, green, blue. kRgb48: the same with 16 bits each, the most
/// significant byte first, as PNG files have them.
/// kYuv…: planar Y'CbCr as ITU-R BT.709 defines it, in limited range: a plane of all lumas, then one of Cb, then one of
/// Cr. 444: each pixel has a chroma; 422: one chroma sample for 2 pixels of a row, sited at the left one; 420: one for
/// 2×2 pixels, sited at the left pair. A byte each, or 10 or 12 bits in little-endian 16.
/// kGbrp10: planes of green, blue and red in full range, 10 bits in little-endian 16.
/// kIndexed16: a palette index in 16 bits, which samples are until they are averaged.
enum class PixelFormat : std::int32_t {
  kExponents,
  kIndexed8,
  kRgb24,
  kYuv444p,
  kYuv420p,
  kYuv420p10,
  kIndexed16,
  kYuv420p12,
  kYuv422p10,
  kYuv444p10,
  kGbrp10,
  kRgb48
};

/// What the colours of a picture stand for: the exponent, or the length of the cycle that an orbit came to.
enum class Quantity : std::int32_t { kExponent, kPeriod };

/// What a pixel is the average of: the colours of its samples in linear light, or their exponents.
enum class AverageOf : std::int32_t { kColor, kExponent };

/// Colours that a palette index in a byte can name; no more can palettes of PNG files and GIFs have.
inline constexpr std::size_t kMaxIndexedColors = 256;

/// Whether one chroma sample stands for 2×2 pixels, so that both sides of a picture must be even.
LYAP_HOST_DEVICE constexpr bool subsamples_rows(PixelFormat format) {
  return format == PixelFormat::kYuv420p || format == PixelFormat::kYuv420p10 || format == PixelFormat::kYuv420p12;
}

/// Whether one chroma sample stands for two columns, of one row or of two, so that the width of a picture must be even.
LYAP_HOST_DEVICE constexpr bool has_subsampled_chroma(PixelFormat format) {
  return subsamples_rows(format) || format == PixelFormat::kYuv422p10;
}

/// Whether the palette indices of pixels are kept, to be made into pixels by a second step.
LYAP_HOST_DEVICE constexpr bool keeps_indices(PixelFormat format) {
  return has_subsampled_chroma(format) || format == PixelFormat::kIndexed16;
}

/// Whether a picture is one plane after the other, so that neighbouring rows alone are no picture.
LYAP_HOST_DEVICE constexpr bool is_planar(PixelFormat format) {
  return format == PixelFormat::kYuv444p || format == PixelFormat::kYuv444p10 || format == PixelFormat::kGbrp10 ||
         has_subsampled_chroma(format);
}

/// Bits of each of the levels of a colour; palette indices have the palette's own.
LYAP_HOST_DEVICE constexpr int bits_of_level(PixelFormat format) {
  switch (format) {
    case PixelFormat::kYuv420p10:
    case PixelFormat::kYuv422p10:
    case PixelFormat::kYuv444p10:
    case PixelFormat::kGbrp10:
      return 10;
    case PixelFormat::kYuv420p12:
      return 12;
    case PixelFormat::kRgb48:
      return 16;
    default:
      return 8;
  }
}

/// Bytes a pixel takes, of planar formats in the plane of lumas; exponents take `exponent_bytes`.
LYAP_HOST_DEVICE constexpr std::size_t bytes_per_pixel(PixelFormat format, std::size_t exponent_bytes) {
  switch (format) {
    case PixelFormat::kIndexed8:
    case PixelFormat::kYuv444p:
    case PixelFormat::kYuv420p:
      return 1;
    case PixelFormat::kYuv420p10:
    case PixelFormat::kYuv420p12:
    case PixelFormat::kYuv422p10:
    case PixelFormat::kYuv444p10:
    case PixelFormat::kGbrp10:
    case PixelFormat::kIndexed16:
      return 2;
    case PixelFormat::kRgb24:
      return 3;
    case PixelFormat::kRgb48:
      return 6;
    case PixelFormat::kExponents:
    default:
      return exponent_bytes;
  }
}

/// A palette as pixel code reads it: `colors[i]` is red + 256·green + 65536·blue. Of planar formats and kRgb48 they are
/// the two parts of PixelLevels, `lumas[i]` and `colors[i]`.
struct PaletteView {
  const std::uint32_t* colors;
  const std::uint16_t* lumas;
  std::int32_t entries;
};

/// The three levels of a colour: a luma, and Cb + 65536·Cr, or else green, and blue + 65536·red. Chroma that will be
/// subsampled is finer than a sample (chroma_units()).
struct PixelLevels {
  std::uint16_t luma;
  std::uint32_t chroma;
};

/// Where the pixels of neighbouring rows go, tightly packed. Formats with subsampled chroma have their palette indices
/// stored instead, in `indices`, as kIndexed16 has; pixels of such a format that are averages have a chroma and a luma
/// each, as PaletteView has of palette entries.
struct PixelTarget {
  std::uint8_t* pixels;
  /// Of planar formats: bytes from a plane to the next where each pixel has a chroma.
  std::size_t plane_bytes;
  std::uint16_t* indices;
  /// Where the periods of the pixels go as well, or null.
  std::uint32_t* periods;
  std::uint32_t* chroma = nullptr;
  std::uint16_t* lumas = nullptr;
};

/// Stores a colour of kRgb48 or of a planar format where each pixel has a chroma.
LYAP_INLINE void store_levels(PixelFormat format, const PixelLevels& levels, std::size_t pixel,
                              const PixelTarget& target) {
  const auto second = static_cast<std::uint16_t>(levels.chroma);
  const auto third = static_cast<std::uint16_t>(levels.chroma >> 16);
  if (format == PixelFormat::kRgb48) {
    const std::uint16_t in_order[] = {third, levels.luma, second};
    for (std::size_t i = 0; i < 3; ++i) {
      target.pixels[6 * pixel + 2 * i] = static_cast<std::uint8_t>(in_order[i] >> 8);
      target.pixels[6 * pixel + 2 * i + 1] = static_cast<std::uint8_t>(in_order[i]);
    }
  } else if (format == PixelFormat::kYuv444p) {
    target.pixels[pixel] = static_cast<std::uint8_t>(levels.luma);
    target.pixels[pixel + target.plane_bytes] = static_cast<std::uint8_t>(second);
    target.pixels[pixel + 2 * target.plane_bytes] = static_cast<std::uint8_t>(third);
  } else {
    auto* samples = reinterpret_cast<std::uint16_t*>(target.pixels);
    const std::size_t plane = target.plane_bytes / 2;
    samples[pixel] = levels.luma;
    samples[pixel + plane] = second;
    samples[pixel + 2 * plane] = third;
  }
}

/// Stores the colour of palette index `index` as pixel number `pixel`; not for exponents.
LYAP_INLINE void store_color(PixelFormat format, const PaletteView& palette, std::uint16_t index, std::size_t pixel,
                             const PixelTarget& target) {
  std::uint8_t* bytes = target.pixels;
  if (keeps_indices(format)) {
    target.indices[pixel] = index;
  } else if (format == PixelFormat::kIndexed8) {
    bytes[pixel] = static_cast<std::uint8_t>(index);
  } else if (format != PixelFormat::kRgb24) {
    store_levels(format, {palette.lumas[index], palette.colors[index]}, pixel, target);
  } else {
    const std::uint32_t color = palette.colors[index];
    bytes[3 * pixel] = static_cast<std::uint8_t>(color);
    bytes[3 * pixel + 1] = static_cast<std::uint8_t>(color >> 8);
    bytes[3 * pixel + 2] = static_cast<std::uint8_t>(color >> 16);
  }
}

}  // namespace lyap
