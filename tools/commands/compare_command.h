#pragma once

#include "tools/options/compare_options.h"
#include "tools/terminal/stop_signals.h"

namespace lyap {

/// `lyap compare`: computes pictures twice and tells whether their exponents are the same. Returns the exit code: 0
/// where they are, or differ within the tolerance, else kDifferent. Throws InvalidInput, Failure or Interrupted.
int run_compare(const CompareOptions& options, const StopSignals& signals);

}  // namespace lyap
