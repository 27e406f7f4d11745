#include "host/explore/page_fields.h"

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/base/text.h"
#include "host/color/palette.h"
#include "host/jobs/film_job.h"
#include "host/jobs/still_job.h"
#include "host/spec/recipe.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace lyap {
namespace {

/// What a recipe does not have because it says the same in other fields.
constexpr std::array<const char*, 14> kSpellings{"seq",  "a",    "b",    "width",    "height",         "xmin",
                                                 "xmax", "ymin", "ymax", "duration", "palette-stable", "palette-chaos",
                                                 "xc",   "yc"};

bool contains(const auto& texts, std::string_view text) {
  return std::ranges::find(texts, text) != std::ranges::end(texts);
}

std::vector<std::string> fields_of(OrderedCommand command) {
  return command == OrderedCommand::kRender ? still_fields() : film_job_fields();
}

/// The palettes that are joined by '+' or become one another, ':'.
std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("+:", begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

void check_palette(const std::string& field, const std::string& text, std::span<const std::string> allowed) {
  if (contains(allowed, text)) return;
  const std::vector<std::string> names = palette_names();
  for (const std::string& part : parts_of(text)) {
    const auto is_part = [&](const std::string& name) { return lower_case(name) == lower_case(part); };
    if (std::ranges::any_of(names, is_part)) continue;
    const auto nearest = nearest_name(part, names);
    throw InvalidInput(field, fmt::format("{} is none of the built-in palettes{}", in_quotes(part),
                                          nearest ? fmt::format("; did you mean '{}'?", *nearest) : ""));
  }
}

/// ffmpeg takes the text as the value of an option; names of encoders and presets need no more than this.
void check_word(const std::string& field, const std::string& text) {
  constexpr std::string_view kInside = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-.";
  constexpr std::string_view kBegins = kInside.substr(0, 62);
  const bool is_word =
      !text.empty() && kBegins.find(text.front()) != kBegins.npos && text.find_first_not_of(kInside) == text.npos;
  if (!is_word) throw InvalidInput(field, fmt::format("{} is no word of letters and digits", in_quotes(text)));
}

}  // namespace

OrderedCommand parse_ordered_command(std::string_view name) {
  for (const OrderedCommand command : {OrderedCommand::kRender, OrderedCommand::kAnimate}) {
    if (name == name_of(command)) return command;
  }
  throw InvalidInput("command", fmt::format("{}: render and animate are accepted", in_quotes(name)));
}

std::string_view name_of(OrderedCommand command) {
  return command == OrderedCommand::kRender ? "render" : "animate";
}

std::vector<std::string> page_fields(OrderedCommand command) {
  std::vector<std::string> fields;
  for (const std::string& field : fields_of(command)) {
    const bool is_said = contains(recipe_fields(), field) || contains(kSpellings, field);
    if (is_said && field != "encoder-args" && !contains(fields, field)) fields.push_back(field);
  }
  return fields;
}

void check_page_fields(OrderedCommand command, const Settings& fields, std::span<const std::string> palettes) {
  const std::vector<std::string> known = page_fields(command);
  const std::vector<std::string> own = fields_of(command);
  for (const std::string& field : fields.fields()) {
    if (contains(own, field) && !contains(known, field)) {
      throw InvalidInput(field, "a page cannot set it; use the command line");
    }
  }
  fields.require_known(known);
  for (const char* field : {"palette", "palette-stable", "palette-chaos"}) {
    for (const std::string& text : fields.all(field)) check_palette(field, text, palettes);
  }
  for (const char* field : {"codec", "preset"}) {
    for (const std::string& text : fields.all(field)) check_word(field, text);
  }
}

}  // namespace lyap
