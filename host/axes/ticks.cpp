#include "host/axes/ticks.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::string_view kMinus = "−";

/// Up to here whole numbers are exact in a double.
constexpr double kLargestWhole = 0x1p53;

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

double TickStep::times(std::int64_t count) const {
  const auto digits = static_cast<double>(count * factor);
  return power < 0 ? digits / static_cast<double>(power_of_ten(-power))
                   : digits * static_cast<double>(power_of_ten(power));
}

TickStep TickStep::finer() const {
  if (factor == 1) return {5, power - 1};
  return {factor == 5 ? 2 : 1, power};
}

std::string text_of(const TickStep& step, std::int64_t count) {
  const std::int64_t digits = std::abs(count) * step.factor;
  const std::string_view sign = count < 0 ? kMinus : "";
  if (step.power >= 0) return fmt::format("{}{}", sign, digits * power_of_ten(step.power));
  const std::int64_t one = power_of_ten(-step.power);
  return fmt::format("{}{}.{:0{}}", sign, digits / one, digits % one, -step.power);
}

StepCounts counts_within(const Range& range, const TickStep& step) {
  if (step.power < TickStep::kSmallestPower) return {0, -1};
  const double one = step.times(1);
  const double largest = std::max(std::abs(range.min), std::abs(range.max));
  if (largest / one * static_cast<double>(step.factor) >= kLargestWhole / 2) return {0, -1};
  auto first = static_cast<std::int64_t>(std::floor(range.min / one)) - 1;
  auto last = static_cast<std::int64_t>(std::ceil(range.max / one)) + 1;
  while (step.times(first) < range.min) ++first;
  while (step.times(last) > range.max) --last;
  return {first, last};
}

TickStep coarsest_step(const Range& range) {
  const double largest = std::max({std::abs(range.min), std::abs(range.max), range.max - range.min});
  TickStep step{1, 4};
  while (step.power > TickStep::kSmallestPower && step.times(1) > largest) step = step.finer();
  return step;
}

std::vector<Tick> ticks_between(const Range& range, int most) {
  const double length = range.max - range.min;
  if (!(length > 0)) return {{range.min, number_text(range.min)}};
  TickStep step = coarsest_step(range);
  TickStep best = step;
  StepCounts counts{0, -1};
  // A range of the length of n steps may have n + 1 ticks.
  for (; step.power >= TickStep::kSmallestPower && length / step.times(1) < most + 1; step = step.finer()) {
    const StepCounts found = counts_within(range, step);
    if (found.size() == 0 || found.size() > most) continue;
    best = step;
    counts = found;
  }
  if (counts.size() < 2) return {{range.min, number_text(range.min)}, {range.max, number_text(range.max)}};
  std::vector<Tick> ticks;
  for (std::int64_t count = counts.first; count <= counts.last; ++count) {
    ticks.push_back({best.times(count), text_of(best, count)});
  }
  return ticks;
}

std::string number_text(double value) {
  const std::string digits = fmt::format("{}", std::abs(value));
  return (value < 0 ? std::string(kMinus) : "") + digits;
}

}  // namespace lyap
