#pragma once

#include "tools/bench/bench_meter.h"
#include "tools/bench/bench_plan.h"
#include "tools/bench/bench_run.h"

#include <string>
#include <vector>

namespace lyap {

/// The numbers of threads to measure where there are `most` of them, 1 or more: up to 4 all, then in steps of
/// about 1.5, and `most` itself.
std::vector<int> thread_counts(int most);

/// Pictures of AB in f32 of each size for scaling, on the best processor backend of these, without numbers; nothing if
/// none is. Throws InvalidInput for a picture that cannot be.
std::vector<ScalingFigure> planned_scaling(const BenchPlan& plan, const std::vector<std::string>& backends);

/// Puts the numbers into a planned figure. Each repeat measures all numbers of threads, one after the other, so that
/// drifting clocks do not falsify how they compare. Whole frames are computed into memory. Throws Failure and
/// Interrupted.
void measure_scaling(ScalingFigure& figure, const BenchPlan& plan, BenchMeter& meter);

}  // namespace lyap
