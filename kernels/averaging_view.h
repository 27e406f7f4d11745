#pragma once

#include "kernels/pixel_format.h"

#include <cstdint>

namespace lyap {

/// How samples become pixels, as pixel code reads it. A pixel has `per_side`² samples of its own; `taps`² count for it,
/// those of neighbouring pixels included where the filter is wider than a pixel. All sums are of integers, so that no
/// order of the terms changes a bit. `Averaging` in host owns the arrays.
struct AveragingView {
  std::int32_t per_side;
  std::int32_t taps;
  /// One for each tap along a side, the same for both sides; the sum of their magnitudes is at most kMaxWeights.
  const std::int32_t* weights;
  /// 1 / ((sum of the weights)² · sub-frames).
  double inverse_total;
  AverageOf of;
  /// The palette in linear light, 16 bits a channel: red + 2^16·green + 2^32·blue.
  const std::uint64_t* light;
  /// For each of the 65536 levels of light the encoded level in 16 bits.
  const std::uint16_t* encoded;
  /// Where samples are adaptive, the palette's encoded levels, 8 bits a channel: red + 2^8·green + 2^16·blue; else
  /// null.
  const std::uint32_t* levels;
};

/// Keeps weighted sums of 16 bit levels within 31 bits.
inline constexpr std::int32_t kMaxWeights = 1 << 14;

}  // namespace lyap
