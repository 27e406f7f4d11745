#pragma once

#include "host/spec/option_values.h"
#include "host/spec/sampling.h"

#include <cstdint>

namespace lyap {

/// The lattice of a picture's samples: per_side along each side of each pixel, and those of `margin` pixels around the
/// picture for filters that reach beyond it. By default the pixels themselves.
struct SampleGrid {
  int per_side = 1;
  int margin = 0;

  /// The grid of which pixels are averaged.
  static SampleGrid of(const Sampling& sampling);

  /// Samples along a side of so many pixels.
  int along(int pixels) const { return (pixels + 2 * margin) * per_side; }
  Size of_picture(Size size) const { return {along(size.width), along(size.height)}; }
  /// Samples along a side that count for a pixel.
  int taps() const { return along(1); }
  /// How far a tap is from its pixel's centre, in pixels, 0 to taps() − 1; exact where it is a whole number.
  double distance_of(int tap) const { return static_cast<double>(2 * tap + 1 - taps()) / (2 * per_side); }
  /// Where a sample lies along a side, in pixels: 0 is the centre of the first.
  double position_of(int sample) const {
    return static_cast<double>(2 * static_cast<std::int64_t>(sample) + 1 - taps()) / (2 * per_side);
  }
};

}  // namespace lyap
