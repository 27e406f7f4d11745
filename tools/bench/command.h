#pragma once

#include "tools/bench/options.h"
#include "tools/terminal/stop_signals.h"

#include <string>

namespace lyap {

/// Measures, or reads a run, tells the figures as tables, and does what else the options ask for. `command` is the
/// command line as it was given. Returns the exit code: 0, or 3 if a figure is worse than in the run that --against
/// names. Throws InvalidInput, Failure or Interrupted.
int run_bench(const BenchOptions& options, const std::string& command, StopSignals& signals);

}  // namespace lyap
