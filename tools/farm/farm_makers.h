#pragma once

#include "tools/farm/farm_options.h"
#include "tools/farm/plan_farm.h"
#include "tools/terminal/stop_signals.h"

namespace lyap {

/// Throws InvalidInput unless exactly one of --slurm, --local and --print is given.
void check_makers(const FarmMakers& makers);

/// Has what is missing made and joined: by Slurm, by processes here, or by whoever gets the command lines.
void run_makers(const PlannedFarm& farm, const FarmMakers& makers, const ReportOptions& reports, StopSignals& signals);

}  // namespace lyap
