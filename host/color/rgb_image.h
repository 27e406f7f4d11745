#pragma once

#include "kernels/rgb.h"

#include <cstddef>
#include <vector>

namespace lyap {

/// A picture in memory, row by row from the top, without gaps.
struct RgbImage {
  RgbImage(int image_width, int image_height, Rgb8 background = {})
      : width(image_width),
        height(image_height),
        pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), background) {}

  /// The pixel in column x, 0 to width - 1, of row y, 0 to height - 1.
  Rgb8& at(int x, int y) {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }

  int width;
  int height;
  std::vector<Rgb8> pixels;
};

}  // namespace lyap
