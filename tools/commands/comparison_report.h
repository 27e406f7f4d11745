#pragma once

#include "host/compare/comparison.h"
#include "tools/options/compare_job.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lyap {

/// A comparison that has been made, and of what.
struct ComparisonResult {
  std::int64_t frame = 0;
  /// "cpu-avx2 (2 threads)"
  std::string left;
  std::string right;
  Comparison comparison;
};

/// "cpu-avx2 (2 threads), f32"
std::string side_text(const std::string& side, Precision precision);

/// Whether the differences are within the tolerance. Identical exponents always are.
bool is_within(const Comparison& comparison, const Tolerance& tolerance);

/// One line: "identical: all 8294400 exponents have the same bits".
std::string verdict_of(const Comparison& comparison, const Tolerance& tolerance);

/// A result for people: a line if it is identical, else all there is to tell.
std::string result_text(const CompareJob& job, const ComparisonResult& result);

/// "3 of 4 comparisons are identical", or nothing about a single one.
std::string count_text(const std::vector<ComparisonResult>& results);

/// The same for programs, everything of every comparison, as JSON. An infinite PSNR is null, an infinite exponent the
/// text "inf" or "-inf"; `complete` is false if not all comparisons of the job were made.
std::string comparison_json(const CompareJob& job, const std::vector<ComparisonResult>& results);

}  // namespace lyap
