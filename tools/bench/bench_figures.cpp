#include "tools/bench/bench_run.h"

#include <algorithm>
#include <cstddef>

namespace lyap {
namespace {

/// Number by number, as far as both go.
template <class Combine>
Sample combined(const Sample& left, const Sample& right, const Combine& combine) {
  Sample result;
  const std::size_t count = std::min(left.values.size(), right.values.size());
  for (std::size_t i = 0; i < count; ++i) result.values.push_back(combine(left.values[i], right.values[i]));
  return result;
}

double share_of_ceiling_of(double operations, const Sample& seconds, const Sample& ceiling) {
  return combined(seconds, ceiling, [&](double time, double limit) { return operations / time / limit; }).median();
}

}  // namespace

double Sample::median() const {
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t count = sorted.size();
  return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}

double Sample::spread() const {
  const auto [smallest, largest] = std::minmax_element(values.begin(), values.end());
  return (*largest - *smallest) / median();
}

double RateFigure::steps_per_second() const {
  return steps / seconds.median();
}

double RateFigure::share_of_ceiling() const {
  return share_of_ceiling_of(steps * operations_per_step, seconds, ceiling);
}

double EarlyEndFigure::brute_force_rate() const {
  return steps_asked / brute_force.median();
}

double EarlyEndFigure::early_end_rate() const {
  return steps_asked / early_end.median();
}

double EarlyEndFigure::done_rate() const {
  return steps_done / early_end.median();
}

double EarlyEndFigure::textbook_rate() const {
  return textbook_steps / textbook.median();
}

double EarlyEndFigure::brute_force_share_of_ceiling() const {
  return share_of_ceiling_of(steps_asked * operations_per_step, brute_force, ceiling);
}

double EarlyEndFigure::done_share_of_ceiling() const {
  return share_of_ceiling_of(steps_done * operations_per_step, early_end, ceiling);
}

double EarlyEndFigure::asked_share_of_ceiling() const {
  return share_of_ceiling_of(steps_asked * operations_per_step, early_end, ceiling);
}

double EarlyEndFigure::time_share() const {
  return combined(early_end, brute_force, [](double early, double brute) { return early / brute; }).median();
}

double EarlyEndFigure::times_textbook() const {
  return combined(early_end, textbook,
                  [&](double early, double loop) { return steps_asked / early / (textbook_steps / loop); })
      .median();
}

double StageFigure::frames_per_second() const {
  return static_cast<double>(frames) / seconds.median();
}

double ScalingFigure::seconds_per_frame(const Point& point) const {
  return point.seconds.median() / static_cast<double>(point.frames);
}

double ScalingFigure::efficiency(const Point& point) const {
  const Point& one = points.front();
  const double work = static_cast<double>(point.frames) / static_cast<double>(one.frames);
  const double threads = static_cast<double>(point.threads) / one.threads;
  return combined(one.seconds, point.seconds,
                  [&](double alone, double together) { return alone * work / (together * threads); })
      .median();
}

}  // namespace lyap
