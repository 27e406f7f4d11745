#pragma once

#include "host/compare/comparison.h"
#include "host/jobs/comparison_job.h"
#include "host/jobs/work.h"

#include <cstdint>
#include <functional>
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

/// Who is told how comparisons go; both may be empty.
struct ComparisonRunCallbacks {
  /// Gets each result as soon as it is there, and its files are.
  std::function<void(const ComparisonResult&)> result;
  /// Comparisons that are done, and the share of the next one that is.
  std::function<void(std::int64_t done, double share)> progress;
};

/// Makes all comparisons of the job, on backends made with `backend`, and writes their files. Throws what
/// check_devices() throws, Interrupted, and what backends, sources and files throw.
void run_comparisons(const ComparisonJob& job, const BackendOptions& backend, const Work& work,
                     const ComparisonRunCallbacks& callbacks = {});

}  // namespace lyap
