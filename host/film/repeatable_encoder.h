#pragma once

#include "host/film/encoder_settings.h"
#include "host/film/ffmpeg.h"

#include <string>

namespace lyap {

/// The same choice with what makes the encoder's bytes follow from its frames alone, whatever the machine has to do
/// besides and however many processors it has: a fixed number of threads, the same rounding on all processors of a
/// kind, nothing random in the file. Throws InvalidInput, naming the field, for an encoder that cannot promise that,
/// and for arguments that would undo it.
EncoderChoice repeatable(FilmContainer container, const EncoderChoice& choice);

/// Which encoder it is: two that are equal can be expected to give the same bytes.
struct EncoderIdentity {
  /// The version of ffmpeg, as it tells it; of pictures those of what compresses them.
  std::string version;
  /// A checksum of what the encoder makes of some small frames; its own version is in there as well.
  std::string sample;

  friend bool operator==(const EncoderIdentity&, const EncoderIdentity&) = default;
};

/// Asks ffmpeg for its version and lets it encode three small frames with a choice that repeatable() made. Throws
/// Failure where ffmpeg is missing or cannot do it, and Interrupted.
EncoderIdentity encoder_identity(const std::string& program, FilmContainer container, const EncoderChoice& choice,
                                 PixelFormat pixels, const WaitLimit& limit);

}  // namespace lyap
