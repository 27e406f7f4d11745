#pragma once

#include "kernels/host_device.h"
#include "kernels/pixel_format.h"
#include "kernels/tone_map.h"

namespace lyap {

/// How what is computed of a pixel becomes its bytes, as pixel code reads it. `Coloring` in host owns the palette.
struct ColoringView {
  /// kExponents: exponents are stored as they are, and nothing else here counts.
  PixelFormat format;
  Quantity shown;
  /// Of exponents; periods have period_index().
  ToneView tone;
  PaletteView palette;
};

/// How the samples are stored that will be averaged: as palette indices, or as exponents.
LYAP_INLINE ColoringView coloring_of_samples(ColoringView coloring, AverageOf average) {
  coloring.format = average == AverageOf::kColor ? PixelFormat::kIndexed16 : PixelFormat::kExponents;
  return coloring;
}

}  // namespace lyap
