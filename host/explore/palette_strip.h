#pragma once

#include "host/color/palette.h"
#include "host/color/rgb_image.h"

#include <vector>

namespace lyap {

/// 64 colours of evenly spread entries, to show a palette as a strip.
std::vector<Rgb8> palette_strip(const Palette& palette);

}  // namespace lyap
