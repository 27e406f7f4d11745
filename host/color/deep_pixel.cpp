#include "host/color/deep_pixel.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <half.h>
#include <iterator>

namespace lyap {
namespace {

std::byte high_byte(std::uint16_t value) {
  return static_cast<std::byte>(value >> 8U);
}

std::byte low_byte(std::uint16_t value) {
  return static_cast<std::byte>(value & 0xffU);
}

double linear(std::uint16_t level) {
  const double encoded = level / 65535.0;
  return encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
}

std::uint16_t linear_half(std::uint16_t level) {
  return imath_float_to_half(static_cast<float>(linear(level)));
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

std::vector<DeepPixel> linear_halves(const std::vector<Rgb16>& colors) {
  std::vector<DeepPixel> pixels;
  pixels.reserve(colors.size());
  std::ranges::transform(colors, std::back_inserter(pixels), [](const Rgb16& color) {
    const std::uint16_t halves[] = {linear_half(color.r), linear_half(color.g), linear_half(color.b)};
    DeepPixel pixel;
    std::memcpy(pixel.data(), halves, sizeof pixel);
    return pixel;
  });
  return pixels;
}

}  // namespace lyap
