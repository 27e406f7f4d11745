#pragma once

#include "host/spec/option_values.h"
#include "kernels/pixel_format.h"

#include <cstddef>

namespace lyap {

/// The name of a pixel format, which is ffmpeg's: rgb24, yuv420p, yuv420p10le, pal8 for indices …
const char* name_of(PixelFormat format);

/// Throws InvalidInput, naming the size, if pictures of that size cannot be in the format: a side is odd along
/// which one chroma sample stands for two pixels.
void check_sides(PixelFormat format, Size size);

/// Bytes of a whole picture in one of the formats that have colours.
std::size_t picture_bytes(PixelFormat format, Size size);

}  // namespace lyap
