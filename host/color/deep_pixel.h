#pragma once

#include "host/color/continuous_palette.h"

#include <array>
#include <cstddef>
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

}  // namespace lyap
