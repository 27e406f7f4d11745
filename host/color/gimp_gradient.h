#pragma once

#include "host/color/rgb_image.h"

#include <string_view>
#include <vector>

namespace lyap {

/// 256 colours of a GIMP gradient, a file NAME.ggr: of the places 0, 1/255, 2/255 … 1. Segments are blended as GIMP's
/// documentation says (https://developer.gimp.org/core/standards/ggr): five functions and steps, along red, green and
/// blue or round the circle of hues either way. Opacity is left out, and so are the colours of GIMP's foreground and
/// background: those that the file has in their place count. Throws InvalidInput, "line N: …".
std::vector<Rgb8> read_gimp_gradient(std::string_view text);

}  // namespace lyap
