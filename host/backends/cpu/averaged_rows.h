#pragma once

#include "kernels/average_samples.h"

#include <cstddef>
#include <vector>

#include <tbb/cache_aligned_allocator.h>

namespace lyap {

/// Neighbouring pixels and the samples of which they are made.
template <class Samples>
struct SampledSegment {
  AveragingView averaging;
  ColoringView coloring;
  /// The first tap of the first pixel; from a row of samples to the next it is `pitch`.
  const typename Samples::Sample* samples;
  std::size_t pitch;
  int columns;
  int rows;
  /// The number of the first pixel in the target, and that of pixels from a row to the next.
  std::size_t first_pixel;
  std::size_t target_pitch;
  PixelTarget target;
};

/// Memory for the sums of taps along rows.
template <class Samples>
using TapSums = std::vector<typename Samples::Sum, tbb::cache_aligned_allocator<typename Samples::Sum>>;

/// Stores the pixels of a segment, with the bytes of average_pixel(). Sums along rows are made once for all pixels that
/// they count for; `sums` grows to what that needs.
template <class Samples>
void average_rows(const SampledSegment<Samples>& segment, TapSums<Samples>& sums);

}  // namespace lyap
