#include "host/spec/recipe_json.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/base/version.h"
#include "host/spec/bounded_json.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include <fmt/format.h>

namespace lyap {
namespace {

using RecipeJson = nlohmann::ordered_json;

constexpr const char* kVersionKey = "lyap";
constexpr const char* kCommandKey = "command";
constexpr const char* kColorsKey = "colors";
constexpr std::string_view kStillCommand = "render";
constexpr std::string_view kFilmCommand = "animate";

[[noreturn]] void refuse_recipe(const std::string& problem) {
  throw InvalidInput("the recipe is damaged: " + problem);
}

const std::string& text_at(const RecipeJson& value, std::string_view key) {
  const auto* text = value.get_ptr<const std::string*>();
  if (text == nullptr) refuse_recipe(fmt::format("{} is no text", in_quotes(key)));
  // Nothing that the fields name can have it: it ends paths.
  if (text->find('\0') != text->npos) refuse_recipe(fmt::format("{} has a zero in it", in_quotes(key)));
  return *text;
}

std::string required_text(const RecipeJson& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end()) refuse_recipe(fmt::format("{} is missing", in_quotes(key)));
  return text_at(*found, key);
}

using VersionNumbers = std::array<unsigned, 3>;

/// "0.1.0"; nothing for anything else.
std::optional<VersionNumbers> parse_version(std::string_view text) {
  VersionNumbers numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i > 0) {
      if (!text.starts_with('.')) return std::nullopt;
      text.remove_prefix(1);
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), numbers[i]);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
  return text.empty() ? std::optional(numbers) : std::nullopt;
}

void check_version(const std::string& version) {
  const auto numbers = parse_version(version);
  if (!numbers) refuse_recipe(fmt::format("{} is no version", in_quotes(version)));
  if (*numbers > parse_version(kVersion).value()) {
    throw InvalidInput(
        fmt::format("the recipe is of lyap {}, which this older one, {}, cannot read", version, kVersion));
  }
}

bool is_film_command(const std::string& command) {
  if (command != kStillCommand && command != kFilmCommand) {
    refuse_recipe(fmt::format("{} is no command of it", in_quotes(command)));
  }
  return command == kFilmCommand;
}

void add_texts(const std::string& field, const RecipeJson& value, Settings& fields) {
  if (value.is_array() && is_repeated_field(field)) {
    for (const RecipeJson& single : value) fields.add(field, text_at(single, field));
  } else {
    fields.set(field, text_at(value, field));
  }
}

}  // namespace

std::string recipe_json(const Recipe& recipe) {
  RecipeJson json;
  json[kVersionKey] = recipe.version;
  json[kCommandKey] = recipe.is_film ? kFilmCommand : kStillCommand;
  for (const std::string& field : recipe_fields()) {
    if (!recipe.fields.has(field)) continue;
    if (is_repeated_field(field)) {
      json[field] = recipe.fields.all(field);
    } else {
      json[field] = recipe.fields.text(field);
    }
  }
  if (!recipe.colors.empty()) json[kColorsKey] = recipe.colors;
  return json.dump(-1, ' ', false, RecipeJson::error_handler_t::replace);
}

Recipe parse_recipe(std::string_view text) {
  const RecipeJson json = parse_bounded_json(text);
  if (!json.is_object()) refuse_recipe("it is no object of JSON as lyap writes it");
  Recipe recipe;
  recipe.version = required_text(json, kVersionKey);
  check_version(recipe.version);
  recipe.is_film = is_film_command(required_text(json, kCommandKey));
  for (const auto& [key, value] : json.items()) {
    if (key == kVersionKey || key == kCommandKey) continue;
    if (key == kColorsKey) {
      recipe.colors = text_at(value, key);
    } else {
      add_texts(key, value, recipe.fields);
    }
  }
  try {
    recipe.fields.require_known(recipe_fields());
  } catch (const InvalidInput& error) {
    refuse_recipe(error.problem());
  }
  return recipe;
}

}  // namespace lyap
