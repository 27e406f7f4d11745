#pragma once

#include "host/spec/option_values.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lyap {

/// A mark on a scale.
struct Tick {
  double value;
  std::string label;
};

/// The step between ticks: 1, 2 or 5 times a power of ten.
struct TickStep {
  /// So that whole numbers have room for the power of ten.
  static constexpr int kSmallestPower = -18;

  std::int64_t factor;
  int power;

  /// `count` steps, as near as a double can be.
  double times(std::int64_t count) const;
  /// The next smaller one.
  TickStep finer() const;
};

/// The digits of `count` steps: "2.50", "−3", as many behind the point as the step has.
std::string text_of(const TickStep& step, std::int64_t count);

/// The whole numbers of steps that lie in the range, both ends included, first to last; empty where first > last. None
/// where the steps are too small for whole numbers of them to be told apart.
struct StepCounts {
  std::int64_t first;
  std::int64_t last;

  std::int64_t size() const { return last < first ? 0 : last - first + 1; }
};
StepCounts counts_within(const Range& range, const TickStep& step);

/// The coarsest step that can lie in the range.
TickStep coarsest_step(const Range& range);

/// Ticks at multiples of the smallest step of which at most `most`, 2 or more, lie in the range, ends included, in
/// rising order. Where there are fewer than two, the ends of the range. All labels differ, unless the range has no
/// length: then there is one tick.
std::vector<Tick> ticks_between(const Range& range, int most);

/// A number in the fewest digits that tell it, with the minus sign of texts.
std::string number_text(double value);

}  // namespace lyap
