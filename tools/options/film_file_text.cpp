#include "tools/options/film_file_text.h"

#include "host/spec/track_text.h"

#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

constexpr const char* kTracks = "track";

/// A basic string of TOML.
std::string string_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < ' ' || byte == 0x7F) {
      quoted += fmt::format("\\u{:04X}", static_cast<unsigned>(byte));
      continue;
    }
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

/// A number that is no integer of TOML's, also where it is whole.
std::string number_text(double number) {
  const std::string text = fmt::format("{}", number);
  return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

std::string range_text(const Range& range) {
  return string_text(fmt::format("{}:{}", range.min, range.max));
}

std::string array_text(const std::vector<std::string>& values) {
  return fmt::format("[{}]", fmt::join(values, ", "));
}

/// A key, with its easing behind it where it has one.
std::string key_text(std::vector<std::string> items, const Easing& easing) {
  if (const std::string text = easing_text(easing); !text.empty()) items.push_back(string_text(text));
  return array_text(items);
}

/// The table of a track under its name; nothing of other movements, which have fields.
struct TrackTable {
  std::string operator()(const NumberTrack& track) const {
    std::vector<std::string> keys;
    for (const auto& key : track.keys) {
      keys.push_back(key_text({number_text(key.seconds), number_text(key.value)}, key.easing));
    }
    return table(track.parameter.name(), track.interpolation, keys);
  }
  std::string operator()(const WindowTrack& track) const {
    std::vector<std::string> keys;
    for (const auto& key : track.keys) {
      std::vector<std::string> items{number_text(key.seconds)};
      if (track.sides != WindowTrack::Sides::kVertical) items.push_back(range_text(key.horizontal));
      if (track.sides != WindowTrack::Sides::kHorizontal) items.push_back(range_text(key.vertical));
      keys.push_back(key_text(std::move(items), key.easing));
    }
    return table(name_of(track.sides), track.interpolation, keys);
  }
  template <class Other>
  std::string operator()(const Other& /*no track*/) const {
    return "";
  }

 private:
  static std::string table(const std::string& name, Interpolation interpolation, const std::vector<std::string>& keys) {
    return fmt::format("\n[timeline.{}]\ninterpolation = {}\nkeys = {}\n", name, string_text(name_of(interpolation)),
                       array_text(keys));
  }
};

std::string lines_of_field(const Settings& fields, const std::string& field) {
  if (is_flag_field(field)) return fmt::format("{} = {}\n", field, fields.flag(field));
  std::vector<std::string> texts = fields.all(field);
  for (std::string& text : texts) text = string_text(text);
  return fmt::format("{} = {}\n", field, texts.size() == 1 ? texts.front() : array_text(texts));
}

}  // namespace

std::string film_file_text(const Recipe& recipe) {
  std::string text;
  for (const std::string& field : recipe_fields()) {
    if (field != kTracks && recipe.fields.has(field)) text += lines_of_field(recipe.fields, field);
  }
  // Tables last: what follows one in TOML belongs to it.
  for (const std::string& track : recipe.fields.all(kTracks)) text += std::visit(TrackTable{}, parse_track(track));
  return text;
}

}  // namespace lyap
