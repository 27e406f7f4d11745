#pragma once

#include "host/spec/recipe.h"

#include <string>
#include <string_view>

namespace lyap {

/// The recipe as one line of JSON, UTF-8:
///
///     {"lyap":"0.1.0","command":"render","sequence":"ABC","horizontal":"A=2:4",…,"set":["C=3.1"],…,"colors":"1c291ca3"}
///
/// The version, then render or animate, then the fields in the order of recipe_fields(), each a text, or a list of
/// texts where there can be several. Equal recipes have equal texts. Bytes that are no UTF-8 become U+FFFD.
std::string recipe_json(const Recipe& recipe);

/// Reads what recipe_json() writes, from any text. Throws InvalidInput for what is no recipe, for a field that none
/// has, and for a recipe of a newer version, whose fields may mean something else.
Recipe parse_recipe(std::string_view json);

}  // namespace lyap
