#pragma once

#include "tools/bench/bench_options.h"
#include "tools/terminal/stop_signals.h"

#include <string>

namespace lyap {

/// `lyap bench`: measures, tells the figures as tables, and writes what else is asked for. `command` is the command
/// line as it was given. Returns the exit code: 0, or 3 if a figure is worse than in the run that --against names.
/// Throws InvalidInput, Failure or Interrupted.
int run_bench(const BenchOptions& options, const std::string& command, const StopSignals& signals);

}  // namespace lyap
