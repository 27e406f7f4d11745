#pragma once

#include "host/film/png_sequence.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace lyap {

/// Of the frames that `spec` asks for, those that have to be made to complete the film, in rising order: what is
/// missing, cut or damaged. Reads all files that are there.
///
/// Throws InvalidInput, naming the file and what differs, where a whole frame is not the one that would be made now
/// (other options, another version of lyap, another size or palette) and where a file is no frame at all, so that
/// nobody's file is lost. Throws Failure where a file cannot be read, and Interrupted after a stop request.
std::vector<std::int64_t> missing_frames(const PngSequenceSpec& spec, const std::stop_token& stop = {});

}  // namespace lyap
