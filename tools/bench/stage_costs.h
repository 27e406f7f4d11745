#pragma once

#include "tools/bench/bench_run.h"

#include <optional>

namespace lyap {

/// CPU seconds, median, that a frame takes in a stage that was measured.
double cpu_seconds_per_frame(const StageFigure& stage);

/// How the stages of a pipeline stand to each other: medians of the ratios within each repeat, because stages are
/// measured in turn and a machine's clock drifts from repeat to repeat. Nothing where a stage was not measured.
struct StageRatios {
  /// Time of "film" over the larger of "film, no sink" and "ffmpeg"; 1 means that the smaller costs no time.
  std::optional<double> film_over_larger;
  /// Time of "film" over the CPU seconds of "film, no sink" and "ffmpeg", spread evenly over all processors; 1 means
  /// that no processor ever waits.
  std::optional<double> film_over_cpu;
  /// Frames per second of "film, no sink" over those of "exponent + colour"; 1 means that the pipeline costs no time.
  std::optional<double> no_sink_over_color;
};

/// `cores` is the machine's number of processors, at least 1.
StageRatios stage_ratios(const PipelineFigure& pipeline, int cores);

}  // namespace lyap
