#pragma once

#include "host/output/png_writer.h"

#include <string>

namespace lyap {

/// What distinguishes an existing PNG file from the one that would be written now, as a phrase: "made with --phase 0,
/// now it is 1". Empty if they are the same picture: made by this version of lyap from the same command line, with the
/// same size, depth and palette. `existing` may come from any file.
std::string picture_difference(const PngImage& existing, const PngImage& wanted);

}  // namespace lyap
