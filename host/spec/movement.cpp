#include "host/spec/movement.h"

#include "host/base/named_values.h"
#include "host/base/require.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace lyap {
namespace {

constexpr std::array kParameterNames{std::pair{Parameter::Kind::kX0, "x0"},
                                     std::pair{Parameter::Kind::kIterations, "iterations"},
                                     std::pair{Parameter::Kind::kPaletteOffset, "palette-offset"},
                                     std::pair{Parameter::Kind::kPaletteMix, "palette-mix"},
                                     std::pair{Parameter::Kind::kLevelsMin, "levels-min"},
                                     std::pair{Parameter::Kind::kLevelsMax, "levels-max"}};

/// Beyond what is accepted, within what an integer holds.
constexpr double kFarFromIterations = 1e15;

/// Makes one visitor of several lambdas.
template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

double width_of(const Range& range) {
  return range.max - range.min;
}

double middle_of(const Range& range) {
  return range.min + width_of(range) / 2;
}

/// A range as zooms see it; at great depth its ends no longer tell its width exactly.
struct Extent {
  double middle;
  double width;
};

Extent extent_of(const Range& range) {
  return {middle_of(range), width_of(range)};
}

Range range_of(const Extent& extent) {
  return {extent.middle - extent.width / 2, extent.middle + extent.width / 2};
}

double mix(double from, double to, double share) {
  return from + (to - from) * share;
}

/// The range on the way from one to another at `share` of the time. All points follow one exponential law, hence the
/// middle goes as fast as the width shrinks: its remaining way is (F^-share − F^-1)/(1 − F^-1) for F = from/to.
Range zoom_between(const Range& from, const Extent& to, double share) {
  if (share <= 0) return from;
  if (share >= 1) return range_of(to);
  const double shrinking = std::log(width_of(from) / to.width);
  const double width = width_of(from) * std::exp(-shrinking * share);
  // expm1 keeps the quotient exact where the widths are nearly equal; where they are equal its limit is 1 − share.
  const double way_left = shrinking == 0 ? 1 - share : std::expm1(shrinking * (1 - share)) / std::expm1(shrinking);
  return range_of({to.middle + (middle_of(from) - to.middle) * way_left, width});
}

Range range_between(Interpolation interpolation, const Range& from, const Range& to, double share) {
  if (interpolation == Interpolation::kGeometric) return share >= 1 ? to : zoom_between(from, extent_of(to), share);
  return {mix(from.min, to.min, share), mix(from.max, to.max, share)};
}

double number_between(Interpolation interpolation, double from, double to, double share) {
  if (interpolation == Interpolation::kGeometric) return from * std::pow(to / from, share);
  return mix(from, to, share);
}

double eased(Interpolation interpolation, const Easing& easing, double share) {
  if (easing.kind != Easing::Kind::kOfTrack) return eased(easing, share);
  return interpolation == Interpolation::kSmooth ? share * share * (3 - 2 * share) : share;
}

bool moves(WindowTrack::Sides sides, WindowTrack::Sides side) {
  return sides == WindowTrack::Sides::kBoth || sides == side;
}

/// The keys before and after a time, and the share of the way between them.
template <class Key>
struct Between {
  const Key& from;
  const Key& to;
  double share;
};

template <class Key>
Between<Key> keys_around(const std::vector<Key>& keys, double seconds) {
  const auto later = [](double time, const Key& key) { return time < key.seconds; };
  const auto next = std::upper_bound(keys.begin(), keys.end(), seconds, later);
  if (next == keys.begin()) return {keys.front(), keys.front(), 0};
  if (next == keys.end()) return {keys.back(), keys.back(), 0};
  const Key& from = *(next - 1);
  return {from, *next, (seconds - from.seconds) / (next->seconds - from.seconds)};
}

template <class Key>
void require_order(const std::vector<Key>& keys, const std::string& track) {
  require(!keys.empty(), track, "there are no keyframes");
  require(keys.front().seconds >= 0, track, fmt::format("{} seconds is before the film", keys.front().seconds));
  for (std::size_t i = 1; i < keys.size(); ++i) {
    require(keys[i - 1].seconds < keys[i].seconds, track,
            fmt::format("the keyframe at {} seconds comes after that at {}; put them in the order of time",
                        keys[i].seconds, keys[i - 1].seconds));
  }
}

void validate_numbers(const NumberTrack& track) {
  const std::string name = field_of(track);
  require_order(track.keys, name);
  if (track.interpolation != Interpolation::kGeometric) return;
  for (const auto& key : track.keys) {
    require(key.value != 0 && std::signbit(key.value) == std::signbit(track.keys.front().value), name,
            fmt::format("geometric interpolation cannot pass from {} to {}; use linear or smooth",
                        track.keys.front().value, key.value));
  }
}

void validate_windows(const WindowTrack& track) {
  const std::string name = field_of(track);
  require_order(track.keys, name);
  const auto require_range = [&](const Range& range, WindowTrack::Sides side) {
    require(range.min < range.max || !moves(track.sides, side), name,
            fmt::format("{}:{} is empty: MIN must be below MAX", range.min, range.max));
  };
  for (const auto& key : track.keys) {
    require_range(key.horizontal, WindowTrack::Sides::kHorizontal);
    require_range(key.vertical, WindowTrack::Sides::kVertical);
  }
}

}  // namespace

std::string Parameter::name() const {
  return kind_ == Kind::kRate ? std::string(1, letter_) : name_in(kParameterNames, kind_);
}

void Parameter::set(RenderSpec& spec, double value) const {
  const auto levels = [&]() -> Range& {
    if (!spec.tone.levels) spec.tone.levels = levels_of(spec.tone).value_or(Range{-1, 1});
    return *spec.tone.levels;
  };
  switch (kind_) {
    case Kind::kRate:
      spec.constants[letter_] = value;
      return;
    case Kind::kX0:
      spec.x0 = value;
      return;
    case Kind::kIterations:
      spec.iterations = std::llround(std::clamp(value, -kFarFromIterations, kFarFromIterations));
      return;
    case Kind::kPaletteOffset:
      spec.tone.offset = value;
      return;
    case Kind::kPaletteMix:
      spec.tone.mix = value;
      return;
    case Kind::kLevelsMin:
      levels().min = value;
      return;
    case Kind::kLevelsMax:
      levels().max = value;
      return;
  }
}

Parameter parse_parameter(std::string_view text) {
  const auto letter = text.size() == 1 ? as_letter(text.front()) : std::nullopt;
  if (letter) return Parameter::rate_of(*letter);
  std::vector<std::string> names;
  for (const auto& [kind, name] : kParameterNames) {
    if (lower_case(text) == name) return Parameter::of(kind);
    names.emplace_back(name);
  }
  const auto meant = nearest_name(text, names);
  throw InvalidInput(fmt::format("{} cannot move{}: a letter, {} are accepted", in_quotes(text),
                                 meant ? fmt::format(", did you mean {}", *meant) : "", fmt::join(names, ", ")));
}

const char* name_of(Interpolation interpolation) {
  switch (interpolation) {
    case Interpolation::kSmooth:
      return "smooth";
    case Interpolation::kGeometric:
      return "geometric";
    case Interpolation::kLinear:
      break;
  }
  return "linear";
}

const char* name_of(WindowTrack::Sides sides) {
  switch (sides) {
    case WindowTrack::Sides::kHorizontal:
      return "horizontal";
    case WindowTrack::Sides::kVertical:
      return "vertical";
    case WindowTrack::Sides::kBoth:
      break;
  }
  return "window";
}

std::vector<std::string> moved_by(const Movement& movement) {
  const std::vector<std::string> window{"the window", "the horizontal window", "the vertical window"};
  return std::visit(
      Overloaded{
          [](const Circle& circle) {
            return std::vector<std::string>{std::string(1, circle.letter_x), std::string(1, circle.letter_y)};
          },
          [](const Sweep& sweep) { return std::vector<std::string>{sweep.parameter.name()}; },
          [&](const Zoom&) { return window; },
          [](const NumberTrack& track) { return std::vector<std::string>{track.parameter.name()}; },
          [&](const WindowTrack& track) {
            if (track.sides == WindowTrack::Sides::kBoth) return window;
            return std::vector<std::string>{fmt::format("the {} window", name_of(track.sides))};
          },
      },
      movement);
}

std::string field_of(const Movement& movement) {
  return std::visit(Overloaded{
                        [](const Circle&) { return std::string("circle"); },
                        [](const Sweep&) { return std::string("sweep"); },
                        [](const Zoom&) { return std::string("zoom"); },
                        [](const NumberTrack& track) { return "timeline of " + track.parameter.name(); },
                        [](const WindowTrack& track) {
                          if (track.sides == WindowTrack::Sides::kBoth) return std::string("timeline of the window");
                          return fmt::format("timeline of the {} window", name_of(track.sides));
                        },
                    },
                    movement);
}

bool stands_still(const Movement& movement) {
  const auto all_as_first = [](const auto& keys, auto value) {
    return std::ranges::all_of(keys, [&](const auto& key) { return value(key) == value(keys.front()); });
  };
  return std::visit(
      Overloaded{
          [](const Circle& circle) { return circle.radius == 0; },
          [](const Sweep& sweep) { return sweep.from == sweep.to; },
          [](const Zoom&) { return false; },
          [&](const NumberTrack& track) { return all_as_first(track.keys, [](const auto& key) { return key.value; }); },
          [&](const WindowTrack& track) {
            const auto horizontal = [](const auto& key) { return key.horizontal; };
            const auto vertical = [](const auto& key) { return key.vertical; };
            const bool columns_stay =
                !moves(track.sides, WindowTrack::Sides::kHorizontal) || all_as_first(track.keys, horizontal);
            const bool rows_stay =
                !moves(track.sides, WindowTrack::Sides::kVertical) || all_as_first(track.keys, vertical);
            return columns_stay && rows_stay;
          },
      },
      movement);
}

double end_of(const Movement& movement) {
  if (const auto* track = std::get_if<NumberTrack>(&movement)) return track->keys.back().seconds;
  if (const auto* track = std::get_if<WindowTrack>(&movement)) return track->keys.back().seconds;
  return 0;
}

void validate(const Movement& movement) {
  std::visit(Overloaded{
                 [](const Circle& circle) {
                   require(circle.radius >= 0, "radius", fmt::format("{}: 0 or more is accepted", circle.radius));
                   require(circle.letter_x != circle.letter_y, "circle",
                           fmt::format("{0},{0}: two different letters go round a circle", circle.letter_x));
                 },
                 [](const Sweep&) {},
                 [](const Zoom& zoom) {
                   require(zoom.factor > 0, "zoom-factor", fmt::format("{}: above 0 is accepted", zoom.factor));
                 },
                 [](const NumberTrack& track) { validate_numbers(track); },
                 [](const WindowTrack& track) { validate_windows(track); },
             },
             movement);
}

void apply(const Movement& movement, const FilmTime& time, RenderSpec& spec) {
  std::visit(Overloaded{
                 [&](const Circle& circle) {
                   const double angle = -std::numbers::pi + 2 * std::numbers::pi * time.turn;
                   spec.constants[circle.letter_x] = circle.x - circle.radius * std::sin(angle);
                   spec.constants[circle.letter_y] = circle.y + circle.radius * std::cos(angle);
                 },
                 [&](const Sweep& sweep) { sweep.parameter.set(spec, mix(sweep.from, sweep.to, time.progress)); },
                 [&](const Zoom& zoom) {
                   Range& horizontal = spec.horizontal.range;
                   Range& vertical = spec.vertical.range;
                   horizontal = zoom_between(horizontal, {zoom.x, width_of(horizontal) / zoom.factor}, time.progress);
                   vertical = zoom_between(vertical, {zoom.y, width_of(vertical) / zoom.factor}, time.progress);
                 },
                 [&](const NumberTrack& track) {
                   const auto [from, to, share] = keys_around(track.keys, time.seconds);
                   track.parameter.set(spec, number_between(track.interpolation, from.value, to.value,
                                                            eased(track.interpolation, from.easing, share)));
                 },
                 [&](const WindowTrack& track) {
                   const auto [from, to, share] = keys_around(track.keys, time.seconds);
                   const double way = eased(track.interpolation, from.easing, share);
                   if (moves(track.sides, WindowTrack::Sides::kHorizontal)) {
                     spec.horizontal.range = range_between(track.interpolation, from.horizontal, to.horizontal, way);
                   }
                   if (moves(track.sides, WindowTrack::Sides::kVertical)) {
                     spec.vertical.range = range_between(track.interpolation, from.vertical, to.vertical, way);
                   }
                 },
             },
             movement);
}

}  // namespace lyap
