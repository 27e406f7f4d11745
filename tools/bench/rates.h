#pragma once

#include "tools/bench/bench_meter.h"
#include "tools/bench/bench_plan.h"
#include "tools/bench/bench_run.h"

#include <string>
#include <vector>

namespace lyap {

/// The rates that a plan asks of these backends, without numbers. Throws InvalidInput for a picture that cannot be.
std::vector<RateFigure> planned_rates(const BenchPlan& plan, const std::vector<std::string>& backends);

/// Puts the numbers into a planned figure, in as many measurements as the plan has repeats. On processors one thread
/// works, and its time that passes counts; on GPUs the time that the device spends computing. Backend and frame are
/// made before. The ceiling is measured before and after each repeat, for clocks drift; a GPU's is read from it.
/// Throws Failure and Interrupted.
void measure_rate(RateFigure& figure, const BenchPlan& plan, BenchMeter& meter);

}  // namespace lyap
