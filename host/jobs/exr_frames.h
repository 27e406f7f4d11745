#pragma once

#include "host/compute/frame.h"
#include "host/jobs/film_job.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace lyap {

/// Whether the files of the film's frames have their exponents beside the colours: EXR files whose pixels are single
/// samples at one moment and whose colours stand for exponents. Each then is the file of the still that the frame is.
bool has_exponents_in_frames(const FilmJob& job);

/// The frame with that number in the output, of exponents, for such a film, whose tone must be closed.
std::shared_ptr<const Frame> frame_of_exponents(const FilmJob& job, std::int64_t number);

/// Writes the file of that frame, with one thread. Temporaries of killed runs stay. Throws what OutputFile and
/// ExrWriter throw.
void write_exr_frame(const FilmJob& job, std::int64_t number, const std::string& path,
                     std::span<const std::byte> exponents);

}  // namespace lyap
