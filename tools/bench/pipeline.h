#pragma once

#include "tools/bench/bench_meter.h"
#include "tools/bench/bench_plan.h"
#include "tools/bench/bench_run.h"

#include <string>
#include <vector>

namespace lyap {

/// The stages of a film on the best processor backend of these and on the GPU, without numbers. Throws InvalidInput for
/// a picture that cannot be.
std::vector<PipelineFigure> planned_pipelines(const BenchPlan& plan, const std::vector<std::string>& backends);

/// Puts the numbers into a planned figure. Each repeat measures all stages, one after the other, so that drifting
/// clocks do not falsify what they cost beside each other. Stages that need an ffmpeg which is missing or refuses say
/// so in `unavailable`. Throws Failure and Interrupted.
///
/// Only for a process that ignores SIGPIPE.
void measure_pipeline(PipelineFigure& figure, const BenchPlan& plan, BenchMeter& meter);

}  // namespace lyap
