#pragma once

#include "host/film/ffmpeg.h"

#include <string>

namespace lyap {

/// The comment in a film's metadata, as ffmpeg reads it; "" if there is none or the file is no film. Throws Failure if
/// there is no ffmpeg, and Interrupted when the limit is reached.
std::string film_comment(const std::string& program, const std::string& path, const WaitLimit& limit);

/// The comment in the output of ffmpeg's ffmetadata muxer: lines KEY=VALUE, in which '\' escapes '=', ';', '#', '\' and
/// line feeds.
std::string comment_in_metadata(const std::string& metadata);

}  // namespace lyap
