#pragma once

#include "host/color/palette.h"
#include "host/output/png_writer.h"
#include "host/spec/render_spec.h"
#include "kernels/pixel_format.h"

#include <string>

namespace lyap {

/// The pixels of a picture's PNG file: indices where the palette is small enough, else colours.
PixelFormat picture_file_format(const Palette& palette);

/// "Lyapunov fractal ABAB".
std::string picture_title(const RenderSpec& spec);

/// What the PNG file of a picture holds besides its pixels: "Comment" is the command line that makes it again,
/// "Software" the version of lyap, "Title" the sequence.
PngImage picture_file_of(const RenderSpec& spec, const Palette& palette);

}  // namespace lyap
