#pragma once

#include "host/color/palette.h"
#include "kernels/rgb.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lyap {

/// As many as a palette index can name.
inline constexpr std::size_t kContinuousEntries = 65536;

/// A colour in levels of 16 bits: a level of 8 bits is 257 of them.
inline Rgb16 with_16_bits(const Rgb8& color) {
  const auto level = [](std::uint8_t value) { return static_cast<std::uint16_t>(257 * value); };
  return {level(color.r), level(color.g), level(color.b)};
}

/// The palette's entries as they are.
std::vector<Rgb16> entry_colors(const Palette& palette);

/// Whether the first and the last colour are about equal, each channel within 32 levels of 255, so that the palette
/// goes round in a circle, as twilight and hsv do.
bool is_cyclic(const Palette& palette);

/// The palette as a curve, in kContinuousEntries steps. Entry i of K stands for the middle of its interval,
/// (i + ½)/K; between two middles each channel goes straight from one value to the other, in sRGB as it is encoded.
/// Outside of the first and the last middle the colour stays as it is there or, where the palette is cyclic, goes on
/// towards the other end. Step j is the curve at (j + ½)/kContinuousEntries, rounded to the nearest level of 65535,
/// halves up; a level of 8 bits is 257 of them. Two palettes that are joined have a curve each, of half as many steps.
std::vector<Rgb16> continuous_colors(const Palette& palette);

}  // namespace lyap
