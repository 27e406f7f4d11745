#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lyap {

/// The known name that was probably meant by the mistyped one: the one with the fewest letters added, left out,
/// replaced or swapped with a neighbour (Damerau-Levenshtein distance), whatever their case, and the first of equally
/// near ones. Nothing if more than one letter, or one in three, would have to change.
std::optional<std::string> nearest_name(std::string_view wanted, std::span<const std::string> known);

}  // namespace lyap
