#pragma once

#include "tools/bench/bench_meter.h"
#include "tools/bench/bench_plan.h"
#include "tools/bench/bench_run.h"

#include <string>
#include <vector>

namespace lyap {

/// A picture of AB of each size for latency on each backend, without numbers. Throws InvalidInput for a picture that
/// cannot be.
std::vector<LatencyFigure> planned_latency(const BenchPlan& plan, const std::vector<std::string>& backends);

/// How often the program is started for a figure.
int latency_repeats(const BenchPlan& plan);

/// Puts the numbers into planned figures: the seconds from before `program render` is started until it has ended, with
/// the picture in a temporary folder. Each repeat measures all figures, one after the other, and each is warmed up by a
/// run that does not count. Throws Failure if a run fails, and Interrupted.
void measure_latency(std::vector<LatencyFigure>& figures, const BenchPlan& plan, BenchMeter& meter);

}  // namespace lyap
