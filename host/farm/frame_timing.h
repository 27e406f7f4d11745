#pragma once

#include "host/jobs/film_job.h"

namespace lyap {

/// Seconds that a frame of the film takes on the backend, a mean of three that are spread over it; nothing is encoded.
double seconds_per_frame(const FilmJob& job, Backend& backend, const Work& work);

}  // namespace lyap
