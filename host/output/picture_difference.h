#pragma once

#include "host/output/png_writer.h"

#include <string>

namespace lyap {

/// In words, how the picture in a PNG file came to be otherwise than `now` would, "made with --phase 0, now it is 1";
/// empty if it is the same: made by this version of lyap from the same command line, of the same size and colours.
/// `was` may be any file's.
std::string picture_difference(const PngImage& was, const PngImage& now);

}  // namespace lyap
