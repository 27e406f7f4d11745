#pragma once

#include "tools/options/batch_file.h"

#include <stop_token>

namespace lyap {

/// Whether the output of the job is there and whole, and was made by this version of lyap from the same parameters.
/// Throws Failure or Interrupted where that cannot be found out, and InvalidInput for a picture sequence with frames of
/// another film.
bool is_complete(const BatchJob& job, const std::stop_token& stop);

}  // namespace lyap
