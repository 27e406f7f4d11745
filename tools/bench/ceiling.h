#pragma once

#include "tools/bench/bench_plan.h"

#include <functional>
#include <string>

namespace lyap {

/// What tells the lane operations that a backend can do in a second now: measured with one thread of a processor, for
/// half the plan's time of a repeat; read from a GPU. Empty where a fused multiply-add is no instruction. Throws
/// InvalidInput if there is no such backend.
std::function<double()> ceiling_meter(const std::string& backend, Precision precision, const BenchPlan& plan);

}  // namespace lyap
