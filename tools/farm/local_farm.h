#pragma once

#include "tools/farm/plan_farm.h"
#include "tools/terminal/progress_report.h"
#include "tools/terminal/stop_signals.h"

namespace lyap {

/// Makes the missing parts with `processes` processes of `lyap farm part` at a time. A part that fails is tried again,
/// up to three rounds as long as any part succeeds. Throws Failure, with what the last one said, if parts are missing
/// in the end; Interrupted, after the processes have ended.
void make_parts_here(const PlannedFarm& farm, int processes, ProgressStyle style, const StopSignals& signals);

}  // namespace lyap
