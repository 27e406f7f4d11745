// Recipes, and command lines of files from before there were any: what is read is written, read and written again as
// the same, and a shell that gets its command line sees the words of one command.
#include "host/base/error.h"
#include "host/spec/command_line.h"
#include "host/spec/recipe_json.h"
#include "host/spec/track_text.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <optional>
#include <string>

namespace lyap {
namespace {

/// What `read(text)` gives, if the text can be read.
template <class Read>
std::optional<Recipe> read_if_possible(Read read, std::string_view text) {
  try {
    return read(text);
  } catch (const InvalidInput& error) {
    require_printable(error.what());
    return std::nullopt;
  }
}

void check(const Recipe& recipe) {
  // A command line is not read without a sequence, and a field that can have one text alone may not have several.
  for (const std::string& field : recipe.fields.fields()) {
    if (!is_repeated_field(field) && recipe.fields.all(field).size() != 1) return;
  }
  if (recipe.fields.text("sequence").empty()) return;
  const std::string line = command_line_of(recipe);
  const std::optional<Recipe> again = read_if_possible(parse_command_line, line);
  require(again.has_value() && command_line_of(*again) == line, "a command line is read back");
  for (const std::string& text : recipe.fields.all("track")) {
    try {
      parse_track(text);
    } catch (const InvalidInput& error) {
      require_printable(error.what());
    }
  }
}

void read(std::string_view text) {
  if (const auto recipe = read_if_possible(parse_recipe, text)) {
    const std::string written = recipe_json(*recipe);
    require(recipe_json(parse_recipe(written)) == written, "a recipe is read back");
    check(*recipe);
  }
  if (const auto recipe = read_if_possible(parse_command_line, text)) check(*recipe);
}

}  // namespace
}  // namespace lyap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lyap::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
