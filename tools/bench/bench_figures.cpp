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
  const double operations = steps * operations_per_step;
  return combined(seconds, ceiling, [&](double time, double limit) { return operations / time / limit; }).median();
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
