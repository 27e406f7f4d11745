#pragma once

#include "host/jobs/batch_job.h"
#include "tools/options/batch_options.h"
#include "tools/terminal/stop_signals.h"

#include <vector>

namespace lyap {

/// `lyap batch`: runs the jobs one after the other on one backend, or prints what would run. A job that fails is
/// reported and the rest go on; then Failure is thrown. Throws InvalidInput or Interrupted too.
void run_batch(const std::vector<BatchJob>& jobs, const BatchOptions& options, StopSignals& signals);

}  // namespace lyap
