#pragma once

#include "host/explore/job_queue.h"

#include <nlohmann/json.hpp>

namespace lyap {

/// GET /api/jobs.
nlohmann::json json_of_jobs(const std::vector<QueuedJob>& jobs);

}  // namespace lyap
