#pragma once

#include "tools/farm/plan_farm.h"

#include <cstdint>
#include <stop_token>
#include <string>

namespace lyap {

/// Submits the tasks of all parts that are missing, and a job that joins them afterwards, as round `round`, counted
/// from 1. Returns what was submitted, in words. Throws what the functions of host/slurm throw.
std::string submit_slurm_farm(const PlannedFarm& farm, int round, int verified, const std::stop_token& stop);

/// Throws InvalidInput if jobs of the farm wait or run.
void check_not_at_work(const PlannedFarm& farm, const std::stop_token& stop);

/// Cancels the farm's jobs, and returns how many there were.
std::int64_t cancel_slurm_farm(const FarmFolder& folder, const FarmPlan& plan, const std::stop_token& stop);

}  // namespace lyap
