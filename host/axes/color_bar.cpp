#include "host/axes/color_bar.h"

#include "host/axes/ticks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kMinusInfinity = "−∞";
constexpr const char* kInfinity = "∞";
/// Exponents that tanh without levels tells apart.
constexpr Range kRangeOfTanh{-4, 4};
/// Steps are made no finer than this part of the range of exponents.
constexpr double kMostSteps = 400;
/// Once there are that many, finer steps give ticks only where there is this much more room.
constexpr std::size_t kEnoughTicks = 6;
constexpr double kAmpleRoom = 1.6;
/// log₂ of the longest cycle that is looked for, in periods of the sequence.
constexpr int kOctaves = 8;

/// Ticks that are taken one after the other, as long as there is room.
class TickRow {
 public:
  explicit TickRow(double nearest) : nearest_(nearest) {}

  /// `room` is how much more than the least distance it needs.
  void add(double place, const std::string& label, double room = 1) {
    const auto is_near = [&](const BarTick& other) { return std::abs(other.place - place) < room * nearest_; };
    if (std::ranges::none_of(ticks_, is_near)) ticks_.push_back({place, label});
  }
  std::size_t size() const { return ticks_.size(); }
  std::vector<BarTick> in_order() const {
    std::vector<BarTick> ticks = ticks_;
    std::ranges::sort(ticks, {}, &BarTick::place);
    return ticks;
  }

 private:
  double nearest_;
  std::vector<BarTick> ticks_;
};

/// The exponents between the ends of the palette.
Range range_of(const Tone& tone) {
  if (tone.curve == ToneCurve::kQuantile) return {tone.quantiles.front(), tone.quantiles.back()};
  return levels_of(tone).value_or(kRangeOfTanh);
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

void add_steady(const Tone& tone, const Range& range, double share, double nearest, TickRow& row) {
  for (const Tick& tick : ticks_between(range, std::max(2, static_cast<int>(share / nearest)))) {
    row.add(place_of(tone, tick.value), tick.label);
  }
}

/// Multiples of ever finer steps, those next to 0 first.
void add_rounded(const Tone& tone, const Range& range, TickRow& row) {
  const double length = range.max - range.min;
  for (TickStep step = coarsest_step(range); step.power >= TickStep::kSmallestPower; step = step.finer()) {
    if (length / step.times(1) > kMostSteps) break;
    const StepCounts counts = counts_within(range, step);
    const double room = row.size() < kEnoughTicks ? 1 : kAmpleRoom;
    std::vector<std::int64_t> nearest_to_zero;
    for (std::int64_t count = counts.first; count <= counts.last; ++count) nearest_to_zero.push_back(count);
    std::ranges::stable_sort(nearest_to_zero, {}, [](std::int64_t count) { return std::abs(count); });
    for (const std::int64_t count : nearest_to_zero) {
      row.add(place_of(tone, step.times(count)), without_trailing_zeros(text_of(step, count)), room);
    }
  }
}

}  // namespace

ColorBar::ColorBar(const PictureLook& look) : look_(look) {
  const ShownColors shown = shown_colors(look);
  colors_ = in_8_bits(shown.colors);
  entries_ = shown.entries;
}

std::string ColorBar::title() const {
  return shows_periods() ? "period" : "λ";
}

Rgb8 ColorBar::color_at(double place) const {
  if (!shows_periods()) return colors_[index_at(look_.tone, place, entries_)];
  // The last entry is for orbits without a cycle.
  const std::int32_t cycles = std::max(entries_ - 1, 1);
  return colors_[static_cast<std::size_t>(std::min(static_cast<std::int32_t>(place * cycles), cycles - 1))];
}

std::vector<BarTick> ColorBar::ticks(double nearest) const {
  if (!shows_periods()) return exponent_ticks(nearest);
  TickRow row(nearest);
  // The ends first, then every second of those between.
  for (const int octave : {0, kOctaves, 4, 2, 6, 1, 3, 5, 7}) {
    row.add(static_cast<double>(octave) / kOctaves, fmt::format("{}", 1 << octave));
  }
  return row.in_order();
}

std::vector<BarTick> ColorBar::exponent_ticks(double nearest) const {
  const Tone& tone = look_.tone;
  const Range range = range_of(tone);
  TickRow row(nearest);
  if (range.min <= 0 && range.max >= 0) row.add(place_of(tone, 0), "0");
  if (tone.curve == ToneCurve::kTanh && !tone.levels) {
    row.add(0, kMinusInfinity);
    row.add(1, kInfinity);
  }
  if (!(range.min < range.max)) {
    row.add(place_of(tone, range.min), fmt::format("{:.4g}", range.min));
  } else if (tone.curve == ToneCurve::kLinear) {
    add_steady(tone, range, 1, nearest, row);
  } else if (tone.curve == ToneCurve::kSplit) {
    add_steady(tone, {range.min, 0}, 0.5, nearest, row);
    add_steady(tone, {0, range.max}, 0.5, nearest, row);
  } else {
    add_rounded(tone, range, row);
  }
  if (row.size() == 0) row.add(place_of(tone, range.min), number_text(range.min));
  return row.in_order();
}

std::optional<BarSwatch> ColorBar::below() const {
  if (shows_periods() || !look_.tone.superstable) return std::nullopt;
  return BarSwatch{*look_.tone.superstable, kMinusInfinity};
}

std::optional<BarSwatch> ColorBar::above() const {
  if (shows_periods()) return BarSwatch{colors_.back(), "none"};
  if (!look_.tone.escaped) return std::nullopt;
  return BarSwatch{*look_.tone.escaped, kInfinity};
}

}  // namespace lyap
