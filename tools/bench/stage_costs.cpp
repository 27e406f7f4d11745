#include "tools/bench/stage_costs.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace lyap {
namespace {

/// The stage of that name if it was measured.
const StageFigure* find_stage(const PipelineFigure& pipeline, std::string_view name) {
  for (const StageFigure& stage : pipeline.stages) {
    if (stage.stage == name && stage.unavailable.empty() && !stage.seconds.values.empty()) return &stage;
  }
  return nullptr;
}

double per_frame(const StageFigure& stage, const Sample& sample, std::size_t repeat) {
  return sample.values[repeat] / static_cast<double>(stage.frames);
}

/// The median of `ratio(repeat)` over the repeats that all `stages` have; nothing if a stage is missing.
template <class Ratio>
std::optional<double> median_ratio(std::initializer_list<const StageFigure*> stages, const Ratio& ratio) {
  std::size_t repeats = SIZE_MAX;
  for (const StageFigure* stage : stages) {
    repeats =
        stage == nullptr ? 0 : std::min({repeats, stage->seconds.values.size(), stage->cpu_seconds.values.size()});
    if (repeats == 0) return {};
  }
  Sample ratios;
  for (std::size_t repeat = 0; repeat < repeats; ++repeat) ratios.values.push_back(ratio(repeat));
  return ratios.median();
}

}  // namespace

double cpu_seconds_per_frame(const StageFigure& stage) {
  return stage.cpu_seconds.median() / static_cast<double>(stage.frames);
}

StageRatios stage_ratios(const PipelineFigure& pipeline, int cores) {
  const StageFigure* color = find_stage(pipeline, "exponent + colour");
  const StageFigure* no_sink = find_stage(pipeline, "film, no sink");
  const StageFigure* ffmpeg = find_stage(pipeline, "ffmpeg");
  const StageFigure* film = find_stage(pipeline, "film");
  const auto wall = [](const StageFigure* stage, std::size_t repeat) {
    return per_frame(*stage, stage->seconds, repeat);
  };
  const auto cpu = [](const StageFigure* stage, std::size_t repeat) {
    return per_frame(*stage, stage->cpu_seconds, repeat);
  };
  return {median_ratio({film, no_sink, ffmpeg},
                       [&](std::size_t i) { return wall(film, i) / std::max(wall(no_sink, i), wall(ffmpeg, i)); }),
          // An encoder uses all processors, so the ratio says something where rendering does too.
          pipeline.threads != cores
              ? std::nullopt
              : median_ratio({film, no_sink, ffmpeg},
                             [&](std::size_t i) { return wall(film, i) * cores / (cpu(no_sink, i) + cpu(ffmpeg, i)); }),
          median_ratio({no_sink, color}, [&](std::size_t i) { return wall(color, i) / wall(no_sink, i); })};
}

}  // namespace lyap
