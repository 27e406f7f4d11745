#pragma once

#include "kernels/host_device.h"

#include <cstdint>

namespace lyap {

/// A colour, three 8-bit sRGB channels in the order in which they lie in a file.
struct Rgb8 {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  friend bool operator==(const Rgb8&, const Rgb8&) = default;
};

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

}  // namespace lyap
