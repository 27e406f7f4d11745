#pragma once

#include "host/farm/farm_folder.h"
#include "tools/farm/farm_options.h"
#include "tools/terminal/stop_signals.h"

#include <string>
#include <vector>

namespace lyap {

/// A plan, and where it is carried out.
struct PlannedFarm {
  FarmFolder folder;
  FarmPlan plan;
};

/// Makes the plan of what the options describe and writes it into the folder, or goes on with the same one that is
/// there; of a batch file, one of each job, in a folder below by the name of its output. Throws InvalidInput,
/// also where a folder has another plan; Failure; Interrupted.
std::vector<PlannedFarm> plan_farms(FarmOptions& options, const StopSignals& signals);

/// The folder itself if it has a plan, else those below it that have one, in the order of their names. Throws
/// InvalidInput if there are none.
std::vector<FarmFolder> farms_in(const std::string& folder);

/// `chosen` in place of the same fields of `settings`.
Settings with_chosen(Settings settings, const Settings& chosen);

}  // namespace lyap
