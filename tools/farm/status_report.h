#pragma once

#include "host/farm/farm_folder.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace lyap {

/// `lyap farm status`: prints how far the farm is, from its files alone. Throws as FarmFolder::plan() does.
void print_status(const FarmFolder& folder, bool json);

/// What parts of the farm consist of: "frames" or "rows".
std::string_view unit_of(const FarmPlan& plan);

/// "1 frame", "24 frames" of a film, "24 rows" of a picture.
std::string units_text(const FarmPlan& plan, std::int64_t units);

/// The same as text and as JSON, both with an end of line. `is_joined` tells whether there is an output.
std::string status_text(const FarmPlan& plan, const FarmProgress& progress, bool is_joined);
std::string status_json(const FarmPlan& plan, const FarmProgress& progress, bool is_joined);

}  // namespace lyap
