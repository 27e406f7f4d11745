#pragma once

#include "host/jobs/film_job.h"
#include "host/jobs/still_job.h"
#include "tools/terminal/progress_report.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace lyap {

/// Where the time of a still or film went, as a line.
std::string timings_text(const StillTimings& timings);
std::string timings_text(const FilmJob& job, const FilmResult& result);

/// How far a film of `frames` frames is. Opening and finishing it count as much as a frame.
ProgressState progress_of(const FilmJob& job, const FilmProgress& state, std::int64_t frames);

/// "1 frame", "24 frames".
std::string frames_text(std::int64_t frames);

}  // namespace lyap
