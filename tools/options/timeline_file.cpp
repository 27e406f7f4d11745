#include "tools/options/timeline_file.h"

#include "host/spec/option_values.h"
#include "host/spec/track_text.h"
#include "tools/options/known_words.h"

#include <cmath>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Calls `read()` and puts the place in the file in front of what it complains about.
template <class Read>
auto read_at(const OptionFile& file, const toml::node& node, Read read) {
  try {
    return read();
  } catch (const InvalidInput& error) {
    throw InvalidInput(file.at(node, error.problem()));
  }
}

const toml::array& array_at(const OptionFile& file, const toml::node& node, const std::string& accepted) {
  if (const toml::array* array = node.as_array()) return *array;
  throw InvalidInput(file.at(node, accepted + " is accepted"));
}

double number_at(const OptionFile& file, const toml::node& node) {
  const auto number = node.value<double>();
  if (!number) throw InvalidInput(file.at(node, "a number is accepted"));
  if (!std::isfinite(*number)) throw InvalidInput(file.at(node, "the number is not finite"));
  return *number;
}

Range range_at(const OptionFile& file, const toml::node& node) {
  const auto text = node.value<std::string>();
  if (!text) throw InvalidInput(file.at(node, "a window's range is a text such as \"2.5:3.4\""));
  return read_at(file, node, [&] { return parse_range(*text); });
}

/// A key of so many items, and perhaps an easing behind them.
const toml::array& key_at(const OptionFile& file, const toml::node& node, std::size_t items,
                          const std::string& accepted) {
  const toml::array& key = array_at(file, node, accepted);
  if (key.size() != items && key.size() != items + 1) throw InvalidInput(file.at(node, accepted + " is accepted"));
  return key;
}

Easing easing_at(const OptionFile& file, const toml::array& key, std::size_t place) {
  if (key.size() <= place) return {};
  const auto text = key[place].value<std::string>();
  if (!text) throw InvalidInput(file.at(key[place], "an easing is a text such as \"in-out\""));
  return read_at(file, key[place], [&] { return parse_easing(*text); });
}

Interpolation interpolation_at(const OptionFile& file, const toml::node* node) {
  if (node == nullptr) return Interpolation::kLinear;
  const auto text = node->value<std::string>();
  for (const auto known : {Interpolation::kLinear, Interpolation::kSmooth, Interpolation::kGeometric}) {
    if (text && *text == name_of(known)) return known;
  }
  throw InvalidInput(file.at(*node, "interpolation: linear, smooth or geometric is accepted"));
}

Movement number_track(const OptionFile& file, Parameter parameter, Interpolation interpolation,
                      const toml::array& keys) {
  NumberTrack track{parameter, interpolation, {}};
  for (const toml::node& node : keys) {
    const toml::array& key = key_at(file, node, 2, "a key [seconds, value]");
    track.keys.push_back({number_at(file, key[0]), number_at(file, key[1]), easing_at(file, key, 2)});
  }
  return track;
}

Movement window_track(const OptionFile& file, Interpolation interpolation, const toml::array& keys) {
  WindowTrack track{interpolation, {}};
  for (const toml::node& node : keys) {
    const toml::array& key = key_at(file, node, 3, "a key [seconds, \"MIN:MAX\", \"MIN:MAX\"]");
    track.keys.push_back(
        {number_at(file, key[0]), range_at(file, key[1]), range_at(file, key[2]), easing_at(file, key, 3)});
  }
  return track;
}

/// Of one side of the window.
Movement side_track(const OptionFile& file, WindowTrack::Sides sides, Interpolation interpolation,
                    const toml::array& keys) {
  WindowTrack track{interpolation, {}, sides};
  for (const toml::node& node : keys) {
    const toml::array& key = key_at(file, node, 2, "a key [seconds, \"MIN:MAX\"]");
    const Range range = range_at(file, key[1]);
    track.keys.push_back({number_at(file, key[0]), range, range, easing_at(file, key, 2)});
  }
  return track;
}

Movement track_of(const OptionFile& file, const std::string& name, const toml::node& node, Interpolation interpolation,
                  const toml::array& keys) {
  const std::optional<WindowTrack::Sides> sides = find_sides(name);
  if (!sides) {
    return number_track(file, read_at(file, node, [&] { return parse_parameter(name); }), interpolation, keys);
  }
  if (*sides == WindowTrack::Sides::kBoth) return window_track(file, interpolation, keys);
  return side_track(file, *sides, interpolation, keys);
}

Movement read_track(const OptionFile& file, const std::string& name, const toml::node& node) {
  const toml::table* table = node.as_table();
  if (table == nullptr) throw InvalidInput(file.at(node, fmt::format("[timeline.{}] is a table", name)));
  for (const auto& [key, value] : *table) {
    if (key == "interpolation" || key == "keys") continue;
    throw InvalidInput(file.at(value, unknown_word("key", std::string(key.str()), {"interpolation", "keys"})));
  }
  const Interpolation interpolation = interpolation_at(file, table->get("interpolation"));
  const toml::node* keys_node = table->get("keys");
  if (keys_node == nullptr) throw InvalidInput(file.at(node, fmt::format("timeline.{} has no keys", name)));
  const toml::array& keys = array_at(file, *keys_node, "a list of keys");
  const Movement track = track_of(file, name, node, interpolation, keys);
  read_at(file, *keys_node, [&] { return validate(track), 0; });
  return track;
}

}  // namespace

std::vector<Movement> read_timeline(const toml::table& timeline, OptionFile& file) {
  std::vector<Movement> movements;
  for (const auto& [key, value] : timeline) {
    movements.push_back(read_track(file, std::string(key.str()), value));
    file.add_origin(field_of(movements.back()), value);
  }
  return movements;
}

}  // namespace lyap
