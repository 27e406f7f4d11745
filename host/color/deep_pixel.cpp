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

LinearHalves::LinearHalves() {
  halves_.reserve(65536);
  for (int level = 0; level <= 65535; ++level) halves_.push_back(linear_half(static_cast<std::uint16_t>(level)));
}

std::vector<DeepPixel> LinearHalves::of(std::span<const std::byte> rgb48) const {
  std::vector<DeepPixel> pixels(rgb48.size() / sizeof(DeepPixel));
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    std::array<std::uint16_t, 3> halves{};
    for (std::size_t channel = 0; channel < halves.size(); ++channel) {
      const std::byte* level = &rgb48[i * sizeof(DeepPixel) + 2 * channel];
      halves[channel] = halves_[std::to_integer<std::size_t>(level[0]) << 8U | std::to_integer<std::size_t>(level[1])];
    }
    std::memcpy(pixels[i].data(), halves.data(), sizeof(DeepPixel));
  }
  return pixels;
}

}  // namespace lyap
