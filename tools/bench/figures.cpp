#include "tools/bench/run.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string_view>

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

/// The stage of that name if it was measured.
const StageFigure* find_stage(const PipelineFigure& pipeline, std::string_view name) {
  for (const StageFigure& stage : pipeline.stages) {
    if (stage.stage == name && stage.unavailable.empty() && !stage.seconds.values.empty()) return &stage;
  }
  return nullptr;
}

/// The median of `ratio(repeat)` over the repeats that all `stages` have; nothing if a stage is missing.
template <class Ratio>
std::optional<double> median_ratio(std::initializer_list<const StageFigure*> stages, const Ratio& ratio) {
  std::size_t repeats = SIZE_MAX;
  for (const StageFigure* stage : stages) {
    if (stage == nullptr) return {};
    repeats = std::min({repeats, stage->seconds.values.size(), stage->cpu_seconds.values.size()});
  }
  Sample ratios;
  for (std::size_t repeat = 0; repeat < repeats; ++repeat) ratios.values.push_back(ratio(repeat));
  return ratios.values.empty() ? std::nullopt : std::optional(ratios.median());
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

double RateFigure::share_of_ceiling() const {
  return share_of_ceiling_of(steps * operations_per_step, seconds, ceiling_operations_per_second);
}

double EarlyEndFigure::brute_force_share_of_ceiling() const {
  return share_of_ceiling_of(steps_asked * operations_per_step, brute_force_seconds, ceiling_operations_per_second);
}

double EarlyEndFigure::done_share_of_ceiling() const {
  return share_of_ceiling_of(steps_done * operations_per_step, early_end_seconds, ceiling_operations_per_second);
}

double EarlyEndFigure::asked_share_of_ceiling() const {
  return share_of_ceiling_of(steps_asked * operations_per_step, early_end_seconds, ceiling_operations_per_second);
}

double EarlyEndFigure::time_share() const {
  return combined(early_end_seconds, brute_force_seconds, [](double early, double brute) { return early / brute; })
      .median();
}

double EarlyEndFigure::times_textbook() const {
  const auto ratio = [&](double early, double loop) { return steps_asked / early / (textbook_steps / loop); };
  return combined(early_end_seconds, textbook_seconds, ratio).median();
}

StageRatios stage_ratios(const PipelineFigure& pipeline, int cores) {
  const StageFigure* color = find_stage(pipeline, "exponent + colour");
  const StageFigure* no_sink = find_stage(pipeline, "film, no sink");
  const StageFigure* ffmpeg = find_stage(pipeline, "ffmpeg");
  const StageFigure* film = find_stage(pipeline, "film");
  const auto wall = [](const StageFigure* stage, std::size_t repeat) {
    return stage->seconds.values[repeat] / static_cast<double>(stage->frames);
  };
  const auto cpu = [](const StageFigure* stage, std::size_t repeat) {
    return stage->cpu_seconds.values[repeat] / static_cast<double>(stage->frames);
  };
  StageRatios ratios;
  ratios.film_over_larger = median_ratio({film, no_sink, ffmpeg}, [&](std::size_t i) {
    return wall(film, i) / std::max(wall(no_sink, i), wall(ffmpeg, i));
  });
  if (pipeline.threads == cores) {
    ratios.film_over_cpu = median_ratio({film, no_sink, ffmpeg}, [&](std::size_t i) {
      return wall(film, i) * cores / (cpu(no_sink, i) + cpu(ffmpeg, i));
    });
  }
  ratios.no_sink_over_color =
      median_ratio({no_sink, color}, [&](std::size_t i) { return wall(color, i) / wall(no_sink, i); });
  return ratios;
}

double ScalingFigure::efficiency(const Point& point) const {
  const Point& one = points.front();
  const double work = static_cast<double>(point.frames) / static_cast<double>(one.frames);
  const double threads = static_cast<double>(point.threads) / one.threads;
  const auto share = [&](double alone, double together) { return alone * work / (together * threads); };
  return combined(one.seconds, point.seconds, share).median();
}

}  // namespace lyap
