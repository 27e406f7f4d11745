#include "host/spec/track_text.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

using TrackWords = std::vector<std::string_view>;

TrackWords split_at_blanks(std::string_view text) {
  TrackWords words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::optional<Interpolation> find_interpolation(std::string_view text) {
  for (const auto known : {Interpolation::kLinear, Interpolation::kSmooth, Interpolation::kGeometric}) {
    if (text == name_of(known)) return known;
  }
  return std::nullopt;
}

struct KeyText {
  double seconds;
  std::string_view value;
  Easing easing;
};

/// "SECONDS=VALUE", or "SECONDS=VALUE@EASING".
KeyText parse_key(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == text.npos) throw InvalidInput(fmt::format("{} is no key: SECONDS=VALUE is accepted", in_quotes(text)));
  const std::size_t at = text.find('@', equals);
  const Easing easing = at == text.npos ? Easing{} : parse_easing(text.substr(at + 1));
  return {parse_number(text.substr(0, equals)), text.substr(equals + 1, std::min(at, text.size()) - equals - 1),
          easing};
}

/// "@EASING", or nothing where the track has it.
std::string easing_suffix(const Easing& easing) {
  const std::string text = easing_text(easing);
  return text.empty() ? "" : "@" + text;
}

NumberTrack number_track_of(Parameter parameter, Interpolation interpolation, std::span<const std::string_view> keys) {
  NumberTrack track{parameter, interpolation, {}};
  for (const std::string_view text : keys) {
    const auto [seconds, value, easing] = parse_key(text);
    track.keys.push_back({seconds, parse_number(value), easing});
  }
  return track;
}

WindowTrack window_track_of(WindowTrack::Sides sides, Interpolation interpolation,
                            std::span<const std::string_view> keys) {
  WindowTrack track{interpolation, {}, sides};
  for (const std::string_view text : keys) {
    const auto [seconds, value, easing] = parse_key(text);
    if (sides != WindowTrack::Sides::kBoth) {
      const Range range = parse_range(value);
      track.keys.push_back({seconds, range, range, easing});
      continue;
    }
    const std::size_t comma = value.find(',');
    if (comma == value.npos) {
      throw InvalidInput(fmt::format("{} is no window: MIN:MAX,MIN:MAX is accepted", in_quotes(value)));
    }
    track.keys.push_back({seconds, parse_range(value.substr(0, comma)), parse_range(value.substr(comma + 1)), easing});
  }
  return track;
}

}  // namespace

std::optional<WindowTrack::Sides> find_sides(std::string_view text) {
  for (const auto known : {WindowTrack::Sides::kBoth, WindowTrack::Sides::kHorizontal, WindowTrack::Sides::kVertical}) {
    if (text == name_of(known)) return known;
  }
  return std::nullopt;
}

std::string track_text(const NumberTrack& track) {
  std::string text = fmt::format("{} {}", track.parameter.name(), name_of(track.interpolation));
  for (const auto& key : track.keys) {
    text += fmt::format(" {}={}{}", key.seconds, key.value, easing_suffix(key.easing));
  }
  return text;
}

std::string track_text(const WindowTrack& track) {
  const auto range_text = [](const Range& range) { return fmt::format("{}:{}", range.min, range.max); };
  std::string text = fmt::format("{} {}", name_of(track.sides), name_of(track.interpolation));
  for (const auto& key : track.keys) {
    const bool has_both = track.sides == WindowTrack::Sides::kBoth;
    const Range& first = track.sides == WindowTrack::Sides::kVertical ? key.vertical : key.horizontal;
    text += fmt::format(" {}={}{}{}", key.seconds, range_text(first), has_both ? "," + range_text(key.vertical) : "",
                        easing_suffix(key.easing));
  }
  return text;
}

Movement parse_track(std::string_view text) {
  const TrackWords words = split_at_blanks(text);
  if (words.size() < 2) {
    throw InvalidInput(fmt::format("{} is no track: one such as 'C smooth 0=2.5 10=3.8' is accepted", in_quotes(text)));
  }
  const std::optional<Interpolation> interpolation = find_interpolation(words[1]);
  // A word that is neither an interpolation nor a key is more likely to be meant as the former.
  if (!interpolation && words[1].find('=') == std::string_view::npos) parse_interpolation(words[1]);
  const auto keys = std::span(words).subspan(interpolation ? 2 : 1);
  const Interpolation known = interpolation.value_or(Interpolation::kLinear);
  const std::optional<WindowTrack::Sides> sides = find_sides(words.front());
  const Movement track = sides ? Movement(window_track_of(*sides, known, keys))
                               : Movement(number_track_of(parse_parameter(words.front()), known, keys));
  validate(track);
  return track;
}

Interpolation parse_interpolation(std::string_view text) {
  if (const auto known = find_interpolation(text)) return *known;
  throw InvalidInput(fmt::format("{} is not known: linear, smooth and geometric are accepted", in_quotes(text)));
}

}  // namespace lyap
