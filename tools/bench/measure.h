#pragma once

#include "tools/bench/meter.h"
#include "tools/bench/plan.h"
#include "tools/bench/run.h"

#include <functional>
#include <stop_token>

namespace lyap {

/// Measures what the plan asks for. `command` of the run is left empty, for the caller to set. `progress`, which may be
/// empty, is called before each measurement with the share of the measurements that are done. Throws InvalidInput for
/// an unknown backend and a plan that cannot be measured, before anything is; Failure for a backend that cannot run
/// here and for what goes wrong; Interrupted if a stop is requested.
///
/// Only for a process that ignores SIGPIPE.
BenchRun measure(const BenchPlan& plan, const std::function<void(double share)>& progress, const std::stop_token& stop);

}  // namespace lyap
