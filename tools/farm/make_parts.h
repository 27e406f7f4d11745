#pragma once

#include "tools/farm/farm_options.h"
#include "tools/farm/plan_farm.h"
#include "tools/terminal/stop_signals.h"

namespace lyap {

/// `lyap farm part`: makes parts that are not there yet.
void run_part_command(FarmOptions& options, StopSignals& signals);

/// `lyap farm join`: joins the parts. Where Slurm started it and some are missing, it submits those and a later join,
/// up to three rounds.
void run_join_command(FarmOptions& options, StopSignals& signals);

/// Joins the parts on the plan's backend, with `verified` units computed anew, and says so.
void join_farm(const PlannedFarm& farm, int verified, const ReportOptions& reports, StopSignals& signals);

}  // namespace lyap
