#pragma once

#include "tools/explore/explore_options.h"
#include "tools/terminal/stop_signals.h"

namespace lyap {

/// `lyap explore`: serves the page until a signal asks to stop, then brings the job that runs to a good end. Throws
/// InvalidInput for what cannot be explored or listened at, and what a backend throws when it is made.
void run_explore(const ExploreOptions& options, StopSignals& signals);

}  // namespace lyap
