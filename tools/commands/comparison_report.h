#pragma once

#include "host/compare/comparison.h"
#include "host/jobs/comparison_run.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lyap {

/// A result as text: one line if the sides are identical, else all figures of the comparison.
std::string result_text(const ComparisonJob& job, const ComparisonResult& result);

/// "3 of 4 comparisons are identical", or nothing about a single one.
std::string count_text(const std::vector<ComparisonResult>& results);

/// The same for programs, everything of every comparison, as JSON. An infinite PSNR is null, an infinite exponent the
/// text "inf" or "-inf"; `complete` is false if not all comparisons of the job were made.
std::string comparison_json(const ComparisonJob& job, const std::vector<ComparisonResult>& results);

}  // namespace lyap
