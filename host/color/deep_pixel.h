#pragma once

#include "host/color/continuous_palette.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lyap {

/// Red, green and blue as a file has them, two bytes each.
using DeepPixel = std::array<std::byte, 6>;

/// The colours as PNG has samples of 16 bits, most significant byte first.
std::vector<DeepPixel> big_endian_pixels(const std::vector<Rgb16>& colors);

/// The colours in linear light, 0 to 1, as numbers of half precision in the byte order of this machine: sRGB decoded as
/// IEC 61966-2-1 says, in double, and rounded
/// to single and then to half precision.
std::vector<DeepPixel> linear_halves(const std::vector<Rgb16>& colors);

/// Makes linear_halves() of pixels in kRgb48, from a table of all levels. Immutable: any number of threads may use it
/// at the same time.
class LinearHalves {
 public:
  LinearHalves();

  std::vector<DeepPixel> of(std::span<const std::byte> rgb48) const;

 private:
  std::vector<std::uint16_t> halves_;
};

}  // namespace lyap
