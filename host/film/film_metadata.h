#pragma once

#include "host/film/encoder_settings.h"
#include "host/film/ffmpeg.h"

#include <string>
#include <string_view>

namespace lyap {

/// The demuxer of ffmpeg's for a film such as lyap makes, by the first bytes of the file: "mov", "matroska" or "gif".
/// "" for any other file, and where it cannot be read.
std::string_view demuxer_of(const std::string& path);

/// The texts in a film's metadata, as ffmpeg reads them; empty where there are none or where demuxer_of() knows no
/// film. Nothing but the file itself is read, whatever it says. Throws Failure if there is no ffmpeg, and Interrupted
/// when the limit is reached.
FilmText film_text(const std::string& program, const std::string& path, const WaitLimit& limit);

/// The text under `key` in the output of ffmpeg's ffmetadata muxer: lines KEY=VALUE, in which '\' escapes '=', ';',
/// '#',
/// '\' and line feeds. `key` is in lower case; "MOVIE/KEY" of Matroska counts as well. "" if there is none.
std::string metadata_value(const std::string& metadata, std::string_view key);

}  // namespace lyap
