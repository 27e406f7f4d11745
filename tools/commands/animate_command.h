#pragma once

#include "tools/options/animate_options.h"
#include "tools/terminal/stop_signals.h"

namespace lyap {

/// `lyap animate`: renders a film, then says what was done. Throws InvalidInput, Failure or Interrupted.
void run_animate(const AnimateOptions& options, const StopSignals& signals);

}  // namespace lyap
