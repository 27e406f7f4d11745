#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace lyap {

/// The object of JSON that the text is; no object (null) for any other text, and for one that has more than 1000 keys
/// or values more than 16 deep, as nothing has that lyap writes. An ordered object looks its keys up one after the
/// other, and what copies or writes JSON calls itself for what is nested: a text of some megabytes could take minutes,
/// or all of the stack.
nlohmann::ordered_json parse_bounded_json(std::string_view text);

}  // namespace lyap
