#pragma once

#include "host/film/encoder_settings.h"
#include "host/system/child_process.h"

#include <string>

namespace lyap {

/// Encodes one black frame as a film would be encoded, into nothing, to find out whether ffmpeg accepts all of the
/// choice. Throws InvalidInput, "CHOICE: ffmpeg cannot use it: REASON", where it refuses or ignores some of it, and as
/// encoder_arguments() does; Failure where there is no ffmpeg; Interrupted when the limit is reached.
void try_encoder(const std::string& ffmpeg, FilmContainer container, const EncoderChoice& choice,
                 const FilmFormat& format, const FilmText& text, const WaitLimit& limit);

}  // namespace lyap
