#pragma once

#include "host/film/encoder_settings.h"
#include "host/jobs/film_job.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lyap {

/// The frames of a film with these numbers of the output, to be rendered in the colours of the job, whose tone must be
/// closed. `job` must outlive the result.
FilmWork film_work(const FilmJob& job, std::vector<std::int64_t> numbers);

/// How many frames of the film are in flight at a time on the backend: what was asked for holds for all devices
/// together, since memory is that of so many frames.
std::size_t slots_on(const Backend& backend, const FilmJob& job, int threads);

/// Throws Failure, with the numbers, if there is not enough memory for the frames in flight.
void check_memory_for(const FilmWork& film, const FilmJob& job, std::size_t slots);

/// What an encoded film says of itself.
FilmText film_text_of(const FilmJob& job);

}  // namespace lyap
