#pragma once

#include "host/jobs/film_job.h"
#include "host/jobs/still_job.h"

namespace lyap {

/// Seconds that a frame of the film takes on the backend, a mean of three that are spread over it; nothing is encoded.
double seconds_per_frame(const FilmJob& job, Backend& backend, const Work& work);

/// Seconds that a row of the picture takes, a mean of some at three places; nothing is compressed.
double seconds_per_row(const StillJob& job, Backend& backend, const Work& work);

}  // namespace lyap
