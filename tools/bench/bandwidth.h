#pragma once

#include "tools/bench/bench_meter.h"
#include "tools/bench/bench_plan.h"
#include "tools/bench/bench_run.h"

#include <string>
#include <vector>

namespace lyap {

/// One figure for the processor and one for the GPU, where the backends are on them, without numbers.
std::vector<BandwidthFigure> planned_bandwidth(const std::vector<std::string>& backends);

/// Puts the numbers into a planned figure, in as many measurements as the plan has repeats. On the processor one thread
/// fills far more memory than its caches hold, with memset: the C library takes stores past the caches for that where
/// it knows them. On a GPU it is what its memory clock and bus allow. Throws Failure and Interrupted.
void measure_bandwidth(BandwidthFigure& figure, const BenchPlan& plan, BenchMeter& meter);

}  // namespace lyap
