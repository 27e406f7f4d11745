#pragma once

#include "host/color/rgb_image.h"

#include <string_view>

namespace lyap {

/// The place of one letter at scale 1, in pixels: 5 columns of ink and a gap, 7 rows above the base line and 2 below.
inline constexpr int kGlyphWidth = 6;
inline constexpr int kGlyphHeight = 9;

/// The width in pixels that draw_text() needs, from the first letter's left edge to the last letter's right one.
int text_width(std::string_view text, int scale = 1);

/// Writes a line of text with its upper left corner at (x, y). `scale`, 1 or more, is the size in pixels of the font's
/// dots. What falls outside the image is left out; what is not printable ASCII appears as '?'.
void draw_text(RgbImage& image, int x, int y, std::string_view text, Rgb8 colour, int scale = 1);

}  // namespace lyap
