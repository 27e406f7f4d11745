#pragma once

#include "host/jobs/film_job.h"
#include "host/jobs/still_job.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

namespace lyap {

/// One job of a batch, ready to run.
struct BatchJob {
  std::variant<StillJob, FilmJob> work;

  /// The job's main output, by which reports name it.
  const std::string& output() const;
  /// The paths of all files that the job writes.
  std::vector<std::string> outputs() const;
  /// Frames of a film, 1 for a still.
  std::int64_t frames() const;
  /// Map steps of all pixels of all frames, an estimate of the work.
  double iterations() const;
  /// The lyap command line that does the same.
  std::string command_line() const;
};

/// Whether the output of the job exists, is whole, and was made by this version of lyap from the same parameters.
/// Throws Failure or Interrupted where that cannot be found out, and InvalidInput for a picture sequence with frames of
/// another film.
bool is_complete(const BatchJob& job, const std::stop_token& stop);

}  // namespace lyap
