#pragma once

#include "host/farm/farm_folder.h"
#include "tools/farm/farm_options.h"
#include "tools/terminal/stop_signals.h"

namespace lyap {

/// A plan, and where it is carried out.
struct PlannedFarm {
  FarmFolder folder;
  FarmPlan plan;
};

/// Makes the plan of the film that the options describe and writes it into the folder, or goes on with the same one
/// that is there. Throws InvalidInput, also where the folder has another plan; Failure; Interrupted.
PlannedFarm plan_farm(FarmOptions& options, const StopSignals& signals);

/// `chosen` in place of the same fields of `settings`.
Settings with_chosen(Settings settings, const Settings& chosen);

}  // namespace lyap
