#pragma once

#include "host/farm/farm_folder.h"

#include <string>

namespace lyap {

/// `lyap farm status`: prints how far the farm is, from its files alone. Throws as FarmFolder::plan() does.
void print_status(const FarmFolder& folder, bool json);

/// The same as text and as JSON, both with an end of line. `is_joined` tells whether there is an output.
std::string status_text(const FarmPlan& plan, const FarmProgress& progress, bool is_joined);
std::string status_json(const FarmPlan& plan, const FarmProgress& progress, bool is_joined);

}  // namespace lyap
