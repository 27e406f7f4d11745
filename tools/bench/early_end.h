#pragma once

#include "tools/bench/bench_meter.h"
#include "tools/bench/bench_plan.h"
#include "tools/bench/bench_run.h"

#include <string>
#include <vector>

namespace lyap {

/// The early ends that a plan asks of these backends, without numbers. Scalar code is left out beside better, unless
/// the plan names its backends: it takes as long as all others together. Throws InvalidInput for a picture that cannot
/// be.
std::vector<EarlyEndFigure> planned_early_end(const BenchPlan& plan, const std::vector<std::string>& backends);

/// Puts the numbers into a planned figure, in as many measurements as the plan has repeats. Brute force is measured
/// before and after each repeat of early ends, and so is the ceiling, for clocks drift. What is computed are whole
/// blocks of rows from all over the picture, because pixels differ in cost; there are a power of two of them, so that
/// runs that differ a little in speed mostly sample the same ones. Throws Failure and Interrupted.
void measure_early_end(EarlyEndFigure& figure, const BenchPlan& plan, BenchMeter& meter);

}  // namespace lyap
