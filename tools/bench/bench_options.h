#pragma once

#include "tools/bench/bench_plan.h"
#include "tools/options/computing_options.h"

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// The options of `lyap bench` as they were written.
struct BenchOptions {
  std::vector<std::string> backends, sequences, sizes, iterations, precisions, sections;
  std::string repeats, seconds;
  std::string ffmpeg = "ffmpeg";
  /// A run that was saved, instead of a new one.
  std::optional<std::string> from;

  std::optional<std::string> json, plot;
  std::string gnuplot = "gnuplot";
  std::optional<std::string> against;
  std::string worse_than;
  ComputingOptions computing;
};

/// Adds all options of `lyap bench` to `command`.
void add_bench_options(CLI::App& command, BenchOptions& options);

/// Throws InvalidInput if an option says what is measured, where nothing will be.
void refuse_measuring(const BenchOptions& options);

/// What is to be measured. Throws InvalidInput naming the option at fault.
BenchPlan bench_plan_of(const BenchOptions& options);

}  // namespace lyap
