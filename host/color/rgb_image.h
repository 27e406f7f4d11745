#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lyap {

/// A colour, three 8-bit sRGB channels in the order in which they lie in a file.
struct Rgb8 {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  friend bool operator==(const Rgb8&, const Rgb8&) = default;
};

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
