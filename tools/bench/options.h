#pragma once

#include "tools/bench/plan.h"
#include "tools/terminal/progress_report.h"

#include <string>

#include <CLI/CLI.hpp>

namespace lyap {

/// What the command line asks for.
struct BenchOptions {
  BenchPlan plan;
  /// A run that was saved, instead of a new one; empty: measure.
  std::string from;
  /// Where the run is saved, "-" for standard output; empty: nowhere.
  std::string json;
  /// The run to compare with, or empty, and the loss from which a figure is worse, above 0 and below 1.
  std::string against;
  double worse_than = 0.1;
  ProgressStyle progress = ProgressStyle::kAuto;
  bool quiet = false;
};

/// Adds all options to `app`. Values that are no such value are refused while it parses, as CLI::ParseError.
void add_bench_options(CLI::App& app, BenchOptions& options);

}  // namespace lyap
