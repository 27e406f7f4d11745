#pragma once

#include "kernels/pixel_format.h"

#include <string_view>

namespace lyap {

/// The pixel format of films of an encoder of ffmpeg's where none is asked for: yuv420p, which plays everywhere, or the
/// coarsest that the encoder takes.
PixelFormat usual_format(std::string_view codec);

/// Throws InvalidInput, naming the pixel format, if the encoder is known not to take it. Of encoders that lyap does not
/// know ffmpeg itself is to say it.
void check_codec_takes(std::string_view codec, PixelFormat format);

}  // namespace lyap
