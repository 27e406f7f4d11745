#pragma once

#include "host/comparison.h"
#include "tools/compare_job.h"

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

/// The results for people: a line for each that is identical, all there is to tell of the others.
std::string comparison_text(const CompareJob& job, const std::vector<ComparisonResult>& results);

/// The same for programs, everything of every comparison, as JSON. What is infinite is null.
std::string comparison_json(const CompareJob& job, const std::vector<ComparisonResult>& results);

}  // namespace lyap
