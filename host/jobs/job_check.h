#pragma once

#include "host/jobs/batch_job.h"

#include <stop_token>

namespace lyap {

/// Finds what would keep the job from being made and can be known before: a folder that is missing or cannot be written
/// to, a folder in the place of a file, an ffmpeg that is missing or cannot encode as it is told to, frames in flight
/// for which there is too little memory on one device. Writes nothing. Throws Failure and InvalidInput, as the run
/// would, and Interrupted.
void check_before_run(const BatchJob& job, int threads, const std::stop_token& stop);

}  // namespace lyap
