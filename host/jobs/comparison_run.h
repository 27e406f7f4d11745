#pragma once

#include "host/compare/comparison.h"
#include "host/jobs/comparison_job.h"
#include "host/jobs/work.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace lyap {

/// The result of comparing one frame of two sides.
struct ComparisonResult {
  std::int64_t frame = 0;
  /// "cpu-avx2 (2 threads)"
  std::string left;
  std::string right;
  Comparison comparison;
};

/// "cpu-avx2 (2 threads), f32"
std::string side_text(const std::string& side, Precision precision);

/// Called by run_comparisons() in the calling thread; each may be empty.
struct ComparisonRunCallbacks {
  /// After each comparison, when its files are written.
  std::function<void(const ComparisonResult&)> result;
  /// The number of finished comparisons, and the share of the current one that is done, in [0, 1].
  std::function<void(std::int64_t done, double share)> progress;
};

/// Runs all comparisons of the job on backends created with the options `backend`, and writes their files. Throws what
/// check_devices() throws, Interrupted, and what backends, sources and files throw.
void run_comparisons(const ComparisonJob& job, const BackendOptions& backend, const Work& work,
                     const ComparisonRunCallbacks& callbacks = {});

}  // namespace lyap
