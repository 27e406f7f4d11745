#pragma once

#include "kernels/average_samples.h"

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
  /// Of pixels whose samples are adaptive: palette indices in the centres, whether pixels need samples, their columns,
  /// where those of their samples begin, and tables of these alone.
  AlignedVector<std::uint16_t> centres;
  AlignedVector<std::uint8_t> needed;
  std::vector<std::int32_t> needed_columns, run_starts;
  AlignedVector<float> float_columns;
  AlignedVector<double> double_columns;
  /// Of pixels until all of their samples are there.
  AlignedVector<LightSamples::Total> light_totals;
  AlignedVector<ExponentSum> exponent_totals;

  AlignedVector<float>& scratch(float) { return float_scratch; }
  AlignedVector<double>& scratch(double) { return double_scratch; }
  AlignedVector<float>& exponents(float) { return float_exponents; }
  AlignedVector<double>& exponents(double) { return double_exponents; }
  AlignedVector<std::uint16_t>& samples(std::uint16_t) { return index_samples; }
  AlignedVector<float>& samples(float) { return float_samples; }
  AlignedVector<double>& samples(double) { return double_samples; }
  AlignedVector<LightSamples::Sum>& sums(LightSamples::Sum) { return light_sums; }
  AlignedVector<ExponentSum>& sums(ExponentSum) { return exponent_sums; }
  AlignedVector<float>& gathered(float) { return float_columns; }
  AlignedVector<double>& gathered(double) { return double_columns; }
  AlignedVector<LightSamples::Total>& totals(LightSamples::Total) { return light_totals; }
  AlignedVector<ExponentSum>& totals(ExponentSum) { return exponent_totals; }
};

}  // namespace lyap
