#pragma once

#include "host/film/picture_sequence.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace lyap {

/// The frames of `spec` whose files are missing, cut or damaged, in rising order: those that have to be rendered to
/// complete the film. Reads all files that exist.
///
/// Throws InvalidInput, with the file and what differs, where a whole frame is not the one that would be rendered now
/// (other options, another version of lyap, another size or palette) or a file is not of the sequence's format, so that
/// no other file is overwritten. Throws Failure where a file cannot be read, and Interrupted after a stop request.
std::vector<std::int64_t> missing_frames(const PictureSequenceSpec& spec, const std::stop_token& stop = {});

}  // namespace lyap
