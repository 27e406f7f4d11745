#pragma once

#include "kernels/rgb.h"

namespace lyap {

/// The colours of a sheet: dark background, light texts and marks.
inline constexpr Rgb8 kSheetBackground = {22, 24, 28};
inline constexpr Rgb8 kSheetForeground = {208, 212, 218};

}  // namespace lyap
