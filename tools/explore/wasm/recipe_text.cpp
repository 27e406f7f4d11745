// The recipe as recipe_json() has it, without the library that reads JSON too.
#include "host/spec/recipe_json.h"
#include "tools/explore/wasm/json_text.h"

namespace lyap {

std::string recipe_json(const Recipe& recipe) {
  JsonObject json;
  json.add_text("lyap", recipe.version).add_text("command", recipe.is_film ? "animate" : "render");
  for (const std::string& field : recipe_fields()) {
    if (!recipe.fields.has(field)) continue;
    if (is_repeated_field(field)) {
      json.add(field, json_array(recipe.fields.all(field), json_string));
    } else {
      json.add_text(field, recipe.fields.text(field));
    }
  }
  if (!recipe.colors.empty()) json.add_text("colors", recipe.colors);
  return json.text();
}

}  // namespace lyap
