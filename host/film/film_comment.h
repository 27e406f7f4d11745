#pragma once

#include "host/film/ffmpeg.h"

#include <string>

namespace lyap {

/// The comment that a film carries, as ffmpeg reads it; "" if it has none or is no film. Throws Failure if there is no
/// ffmpeg, or Interrupted when the patience ends.
std::string film_comment(const std::string& program, const std::string& path, const Patience& patience);

/// The same from what ffmpeg's ffmetadata muxer writes: lines KEY=VALUE, with '\' in front of '=', ';', '#', '\' and
/// line feeds inside either.
std::string comment_in_metadata(const std::string& metadata);

}  // namespace lyap
