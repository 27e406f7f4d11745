#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lyap {

/// The known name that a mistyped one probably stands for: the one with the smallest Damerau-Levenshtein distance
/// (letters added, left out, replaced or swapped with a neighbour), regardless of case, and the first of several.
/// Nothing if more than one letter, and more than one in three, would have to change.
std::optional<std::string> nearest_name(std::string_view wanted, std::span<const std::string> known);

}  // namespace lyap
