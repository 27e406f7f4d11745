#include "host/color/deep_pixel.h"

#include <algorithm>
#include <iterator>

namespace lyap {
namespace {

std::byte high_byte(std::uint16_t value) {
  return static_cast<std::byte>(value >> 8U);
}

std::byte low_byte(std::uint16_t value) {
  return static_cast<std::byte>(value & 0xffU);
}

}  // namespace

std::vector<DeepPixel> big_endian_pixels(const std::vector<Rgb16>& colors) {
  std::vector<DeepPixel> pixels;
  pixels.reserve(colors.size());
  std::ranges::transform(colors, std::back_inserter(pixels), [](const Rgb16& color) {
    return DeepPixel{high_byte(color.r), low_byte(color.r),  high_byte(color.g),
                     low_byte(color.g),  high_byte(color.b), low_byte(color.b)};
  });
  return pixels;
}

}  // namespace lyap
