#pragma once

#include "host/color/rgb_image.h"

namespace lyap {

/// A colour as a luma and two colour differences.
struct YCbCr {
  int y;
  int cb;
  int cr;
  friend bool operator==(const YCbCr&, const YCbCr&) = default;
};

/// The colour in Y'CbCr as ITU-R BT.709 defines it, in limited range, in units of 1/scale of a step of 8 bits: 1 gives
/// samples of 8 bits, 4 of 10 bits; 1 to 1024 are accepted. With R, G, B in [0, 1]
///     Y = 0.2126·R + 0.7152·G + 0.0722·B
///     Y' = 16 + 219·Y,  Cb = 128 + 224·(B − Y)/1.8556,  Cr = 128 + 224·(R − Y)/1.5748
/// each rounded to the nearest, halves up.
YCbCr bt709_limited(const Rgb8& color, int scale);

}  // namespace lyap
