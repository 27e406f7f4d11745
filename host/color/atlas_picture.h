#pragma once

#include "host/color/rgb_image.h"

namespace lyap {

/// The picture of palettes in the program, host/color/palettes/matplotlib.png. Throws Failure if it cannot be read.
RgbImage atlas_picture();

}  // namespace lyap
