#pragma once

#include <string>
#include <string_view>

namespace lyap {

/// In words, the first option in which the command line `was` differs from the command line `now`, both as
/// command_line_of() writes them: "made with --iterations 300, now it is 400". Empty for equal lines. `was` may be any
/// text: what is long is cut, and what cannot be printed is escaped.
std::string command_line_difference(std::string_view was, std::string_view now);

}  // namespace lyap
