#pragma once

#include "host/color/rgb_image.h"

#include <string_view>
#include <vector>

namespace lyap {

/// The 400 colours of a gradient of Ultra Fractal, of a file NAME.ugr:
///
///     NAME {
///     gradient:
///       title="…" smooth=no rotation=0
///       index=0 color=6555392
///       …
///     }
///
/// A colour is red + 256·green + 65536·blue; between two indices it goes straight, and from the last one round to the
/// first. Smooth curves become straight lines, and opacity is left out. Of several gradients the first is taken. Throws
/// InvalidInput.
std::vector<Rgb8> read_ultra_fractal_gradient(std::string_view text);

}  // namespace lyap
