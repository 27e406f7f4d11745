#include "tools/options/film_file_text.h"

#include "host/spec/track_text.h"

#include <sstream>
#include <toml++/toml.h>
#include <variant>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kTracks = "track";

std::string range_text(const Range& range) {
  return fmt::format("{}:{}", range.min, range.max);
}

/// Adds a track's table under its name.
struct AddTrackTable {
  toml::table& timeline;

  void operator()(const NumberTrack& track) const {
    toml::array keys;
    for (const auto& key : track.keys) keys.push_back(toml::array{key.seconds, key.value});
    add(track.parameter.name(), track.interpolation, std::move(keys));
  }
  void operator()(const WindowTrack& track) const {
    toml::array keys;
    for (const auto& key : track.keys) {
      keys.push_back(toml::array{key.seconds, range_text(key.horizontal), range_text(key.vertical)});
    }
    add("window", track.interpolation, std::move(keys));
  }
  template <class Other>
  void operator()(const Other& /*no track*/) const {}

 private:
  void add(const std::string& name, Interpolation interpolation, toml::array keys) const {
    timeline.insert_or_assign(name, toml::table{{"interpolation", name_of(interpolation)}, {"keys", std::move(keys)}});
  }
};

/// Fields and timelines apart: what follows a table in TOML belongs to it.
template <class Value>
std::string line_of(const std::string& key, Value value) {
  std::ostringstream text;
  text << toml::table{{key, std::move(value)}} << '\n';
  return text.str();
}

std::string lines_of_field(const Settings& fields, const std::string& field) {
  if (is_flag_field(field)) return line_of(field, fields.flag(field));
  const std::vector<std::string> texts = fields.all(field);
  if (texts.size() == 1) return line_of(field, texts.front());
  toml::array several;
  for (const std::string& text : texts) several.push_back(text);
  return line_of(field, std::move(several));
}

}  // namespace

std::string film_file_text(const Recipe& recipe) {
  std::string text;
  for (const std::string& field : recipe_fields()) {
    if (field != kTracks && recipe.fields.has(field)) text += lines_of_field(recipe.fields, field);
  }
  toml::table timeline;
  for (const std::string& track : recipe.fields.all(kTracks)) {
    std::visit(AddTrackTable{timeline}, parse_track(track));
  }
  return timeline.empty() ? text : text + "\n" + line_of("timeline", std::move(timeline));
}

}  // namespace lyap
