#include "host/color/deep_pixel.h"

#include "host/color/srgb.h"

#include <algorithm>
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

std::uint16_t linear_half(std::uint16_t level) {
  return imath_float_to_half(static_cast<float>(light_of_level(level / 65535.0)));
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
