#pragma once

#include "host/spec/movement.h"
#include "tools/options/option_file.h"

#include <vector>

namespace lyap {

/// What the tables [timeline.C], [timeline.x0], [timeline.window], [timeline.horizontal] and [timeline.vertical] of a
/// film file move:
///
///     [timeline.C]
///     interpolation = "smooth"                  # linear (as without), smooth or geometric
///     keys = [[0, 2.5], [10, 3.8, "in"], [20, 2.5]]   # seconds, value, and easing of the way to the next key
///
///     [timeline.window]
///     interpolation = "geometric"
///     keys = [[0, "2:4", "2:4"], [20, "2.95:3", "3.1:3.15"]]   # seconds, horizontal, vertical
///
/// Notes in `file` where each of them stands. Throws InvalidInput with file and line.
std::vector<Movement> read_timeline(const toml::table& timeline, OptionFile& file);

}  // namespace lyap
