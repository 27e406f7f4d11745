#pragma once

#include "kernels/pixel_format.h"
#include "kernels/tone_map.h"

namespace lyap {

/// How what is computed of a pixel becomes its bytes, as pixel code reads it. `Coloring` in host owns the palette.
struct ColoringView {
  /// kExponents: exponents are stored as they are, and nothing else here counts.
  PixelFormat format;
  Quantity shown;
  /// Of exponents; periods have period_index().
  ToneMap tone_map;
  PaletteView palette;
};

}  // namespace lyap
