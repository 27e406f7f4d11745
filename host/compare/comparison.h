#pragma once

#include "host/compare/exponent_source.h"
#include "host/compute/difference_sum.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace lyap {

/// The first pixel that differs.
struct DifferingPixel {
  int column;
  int row;
  /// floats as doubles.
  double left;
  double right;
};

/// How two planes of exponents compare.
struct Comparison {
  Size size;
  Precision left_precision;
  Precision right_precision;
  /// The compiled code that computed them, or "file".
  std::string left_code_path;
  std::string right_code_path;
  ExponentDifferences differences;
  std::optional<DifferingPixel> first;

  bool identical() const { return differences.differing == 0; }
  /// The root of the mean squared difference over all pixels, those with infinite differences counted as equal.
  /// Infinite where a difference is above SquareSum::kLargestDifference, which no exponents of pictures have.
  double rms() const;
  /// Peak signal-to-noise ratio of the pictures in decibels, over the channels red, green and blue; infinite where they
  /// are the same.
  double psnr() const;
};

/// Called in the comparing thread; either may be empty.
struct ComparisonCallbacks {
  /// Gets each band of both sides, from the top.
  std::function<void(const ExponentBand& left, const ExponentBand& right, int rows)> band;
  /// After each band: the share of rows that are compared, in (0, 1].
  std::function<void(double share)> progress;
};

/// Compares two planes band by band; `tolerance` is the largest difference that is not counted as beyond it. Throws
/// InvalidInput if their sizes differ, Interrupted if a stop is requested, and what the sources and callbacks throw.
/// Several threads can compare at the same time, each with sources and a sum of its own.
Comparison compare_exponents(ExponentSource& left, ExponentSource& right, DifferenceSum& sum, double tolerance,
                             const ComparisonCallbacks& callbacks, const std::stop_token& stop = {});

}  // namespace lyap
