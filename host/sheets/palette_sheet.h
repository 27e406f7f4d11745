#pragma once

#include "host/color/rgb_image.h"

namespace lyap {

/// All built-in palettes as one picture: a strip per palette, low end to the left, with its name before it. The "_r"
/// palettes are left out; they are the mirror images.
RgbImage draw_palette_sheet();

}  // namespace lyap
