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

}  // namespace lyap
