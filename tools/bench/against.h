#pragma once

#include "tools/bench/run.h"

#include <cstddef>
#include <string>
#include <vector>

namespace lyap {

/// One figure in two runs. More is better in `before` and `now` both, unless `unit` is a time; in `ratio` always.
struct FigurePair {
  /// "rate: cpu-avx2 AB 3840x2160 N=400 f32"
  std::string what;
  /// "% of the ceiling", "G steps/s", "frames/s" or "ms"
  std::string unit;
  double before = 0;
  double now = 0;
  /// How fast this run is as a multiple of the earlier one: below 1 is worse.
  double ratio = 1;
};

/// A run beside an earlier one.
struct BenchAgainst {
  /// A figure is worse where its ratio is below 1 − limit.
  double limit = 0;
  /// All figures that both runs have, the worst first.
  std::vector<FigurePair> pairs;
  /// So many of the pairs, from the first on, are worse.
  std::size_t worse = 0;
  /// Figures that the earlier run has and this one lacks.
  std::vector<std::string> missing;
  /// What else the figures may differ by: "compiler: g++ 12.2 before, clang 14.0 now".
  std::vector<std::string> differences;
};

/// Pairs the figures that measure the same: backend, picture, threads and stage. Rates of processors, and those of
/// steps asked for with early ends, are compared as shares of the ceilings that were measured beside them, because a
/// machine's clock drifts; between different processors, and for all other figures, time counts. Bandwidth is the
/// machine's and not compared. `limit` is above 0 and below 1.
BenchAgainst bench_against(const BenchRun& run, const BenchRun& earlier, double limit);

/// The comparison for people: what differs, the worst figures, the missing ones and, on the last line, the verdict.
std::string against_text(const BenchAgainst& against);

}  // namespace lyap
