#pragma once

#include "host/color/picture_look.h"
#include "host/color/toning.h"
#include "kernels/rgb.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lyap {

/// The colours of a picture by palette index: those of its palette, and behind them those that infinite exponents have
/// of their own, as toning_of() counts them.
struct ShownColors {
  /// Levels of 16 bits, 257 to a level of 8 bits.
  std::vector<Rgb16> colors;
  /// How many of them are the palette's.
  std::int32_t entries = 0;
};

/// The colours of a look. The palette's are its entries or, where channels have more than 8 bits or the tone says so,
/// the curve through them; of one that fades, mixed with those of the other as the tone says. Periods are no continuum and have no tone: they have the entries whatever else is said.
ShownColors shown_colors(const PictureLook& look);

/// How many colours shown_colors() gives.
std::size_t shown_color_count(const PictureLook& look);

/// Which of the colours exponents have; the default where periods are shown.
Toning toning_of(const PictureLook& look, const ShownColors& colors);

/// The colours with 8 bits, rounded to the nearest.
std::vector<Rgb8> in_8_bits(const std::vector<Rgb16>& colors);

}  // namespace lyap
