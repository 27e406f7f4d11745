#pragma once

#include "host/jobs/batch_job.h"
#include "host/spec/settings.h"
#include "tools/farm/farm_options.h"
#include "tools/terminal/stop_signals.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lyap {

/// What a farm makes, and how it is cut where the user says so.
struct FarmJob {
  BatchJob job;
  /// Frames of a segment or rows of a band.
  std::optional<std::int64_t> units_per_part{};
};

/// The film or picture that the options describe; a picture where the output is a .png or .exr file and no pattern of
/// frames. Throws InvalidInput, naming the field, and Failure.
FarmJob read_farm_job(FarmOptions& options, const StopSignals& signals);

/// Those of a batch file, and the fields of backend_fields() that it sets.
struct FarmJobs {
  std::vector<FarmJob> jobs;
  Settings backend;
};

/// Of the batch file that the options name. Throws the same.
FarmJobs read_farm_jobs(const FarmOptions& options);

}  // namespace lyap
