#pragma once

#include "kernels/rgb.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// The names of matplotlib's colormaps in matplotlib's order, without those that end in "_r".
std::vector<std::string> atlas_names();

/// The table of the colormap of exactly that name or, if `mirrored`, of its "_r", which is not always the same table
/// backwards: matplotlib rounds some values to the next level. Nothing if atlas_names() lacks the name. Throws Failure
/// if the tables in the program cannot be read.
std::optional<std::vector<Rgb8>> atlas_entries(std::string_view name, bool mirrored);

}  // namespace lyap
