#pragma once

#include "tools/farm/farm_options.h"
#include "tools/terminal/stop_signals.h"

namespace lyap {

/// `lyap farm` and the commands below it. Throws InvalidInput, Failure or Interrupted.
void run_farm(FarmOptions& options, StopSignals& signals);

}  // namespace lyap
