#pragma once

#include "host/color/rgb_image.h"

#include <string_view>

namespace lyap {

/// The cell of one letter at scale 1, in pixels: 5 columns and a gap; 7 rows above the base line and 2 below.
inline constexpr int kGlyphWidth = 6;
inline constexpr int kGlyphHeight = 9;

/// The width in pixels that draw_text() needs, from the first letter's left edge to the last letter's right one.
int text_width(std::string_view text, int scale = 1);

/// Draws a line of text with its upper left corner at (x, y). `scale`, 1 or more, is the size in pixels of a dot of the
/// font. Parts outside the image are clipped; bytes that are not printable ASCII are drawn as '?'.
void draw_text(RgbImage& image, int x, int y, std::string_view text, Rgb8 color, int scale = 1);

}  // namespace lyap
