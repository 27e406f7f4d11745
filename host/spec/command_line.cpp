#include "host/spec/command_line.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Texts that people choose are quoted, and whatever a shell would not leave alone.
bool needs_quotes(std::string_view field, std::string_view text) {
  constexpr std::array<std::string_view, 7> kFreeTexts{"palette", "track",  "pixel-format", "codec",
                                                       "crf",     "preset", "encoder-args"};
  constexpr std::string_view kPlain = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,:=+-/_";
  return std::ranges::find(kFreeTexts, field) != kFreeTexts.end() || text.empty() ||
         text.find_first_not_of(kPlain) != text.npos;
}

/// The options of one field, or of one of its texts.
void append_option(const std::string& field, const std::string& text, std::string& line) {
  if (!is_flag_field(field)) {
    line += fmt::format(" --{} {}", field, needs_quotes(field, text) ? shell_word(text) : text);
  } else if (text == "true") {
    line += " --" + field;
  }
}

/// A circle's options stand together.
void append_circles(const Settings& fields, std::string& line) {
  const auto circles = fields.all("circle");
  const auto centers = fields.all("center");
  const auto radii = fields.all("radius");
  for (std::size_t i = 0; i < std::max({circles.size(), centers.size(), radii.size()}); ++i) {
    if (i < circles.size()) append_option("circle", circles[i], line);
    if (i < centers.size()) append_option("center", centers[i], line);
    if (i < radii.size()) append_option("radius", radii[i], line);
  }
}

}  // namespace

std::string shell_word(std::string_view text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::string option_words(const Settings& fields) {
  std::string line;
  for (const std::string& field : recipe_fields()) {
    if (field == "circle") append_circles(fields, line);
    if (field == "sequence" || field == "circle" || field == "center" || field == "radius") continue;
    for (const std::string& text : fields.all(field)) append_option(field, text, line);
  }
  return line;
}

std::string command_line_of(const Recipe& recipe) {
  return fmt::format("lyap {} {}{}", recipe.is_film ? "animate" : "render", shell_word(recipe.fields.text("sequence")),
                     option_words(recipe.fields));
}

std::string command_line_of(const RenderSpec& spec, std::string_view palette_name) {
  return command_line_of(recipe_of(spec, palette_name));
}

std::string command_line_of(const Film& film, std::string_view palette_name) {
  return command_line_of(recipe_of(film, palette_name));
}

}  // namespace lyap
