#pragma once

#include "kernels/rgb.h"

#include <vector>

namespace lyap {

/// The first `entries` colours of a row of atlas_picture(), counted from 0. Throws Failure if the picture cannot be
/// read or has no such row or not as many.
std::vector<Rgb8> atlas_row(int row, int entries);

}  // namespace lyap
