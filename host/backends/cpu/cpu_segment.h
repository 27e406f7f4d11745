#pragma once

#include "host/compute/frame.h"
#include "kernels/average_samples.h"
#include "kernels/cpu/row_kernels.h"
#include "kernels/pixel_format.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include <tbb/cache_aligned_allocator.h>

namespace lyap {

/// Memory that a thread works in; it grows to what the frame at hand needs.
struct Workspace {
  template <class T>
  using AlignedVector = std::vector<T, tbb::cache_aligned_allocator<T>>;

  AlignedVector<float> float_scratch, float_exponents;
  AlignedVector<double> double_scratch, double_exponents;
  AlignedVector<std::uint32_t> periods;
  AlignedVector<std::uint16_t> indices;
  /// Of pixels that are averaged.
  AlignedVector<std::uint16_t> index_samples;
  AlignedVector<float> float_samples;
  AlignedVector<double> double_samples;
  AlignedVector<LightSamples::Sum> light_sums;
  AlignedVector<ExponentSum> exponent_sums;

  AlignedVector<float>& scratch(float) { return float_scratch; }
  AlignedVector<double>& scratch(double) { return double_scratch; }
  AlignedVector<float>& exponents(float) { return float_exponents; }
  AlignedVector<double>& exponents(double) { return double_exponents; }
  AlignedVector<std::uint16_t>& samples(std::uint16_t) { return index_samples; }
  AlignedVector<float>& samples(float) { return float_samples; }
  AlignedVector<double>& samples(double) { return double_samples; }
  AlignedVector<LightSamples::Sum>& sums(LightSamples::Sum) { return light_sums; }
  AlignedVector<ExponentSum>& sums(ExponentSum) { return exponent_sums; }
};

/// Rows and columns of pixels.
struct SegmentSize {
  int rows;
  int columns;
};

/// Part of neighbouring rows of a frame, at most of segment_size(): the unit of a thread's work.
struct Segment {
  PixelRows rows;
  /// The number of its first pixel in the target.
  std::size_t pixel;
};

/// The pixels that a thread works on at a time, whole blocks of the row kernels: as many as keep their results in the
/// first-level cache (in the second, where samples count for several pixels), fewer where orbits are so long that a
/// stop would be delayed.
SegmentSize segment_size(const RowKernels& kernels, const Frame& frame);

/// Computes a segment and stores its pixels in the format of the frame, or its palette indices as PixelTarget says.
RowsComputed shade_segment(const RowKernels& kernels, const Frame& frame, const Segment& segment,
                           const PixelTarget& target, Workspace& workspace);

}  // namespace lyap
