#pragma once

#include "host/output/exr_header.h"
#include "host/output/exr_writer.h"
#include "host/output/png_writer.h"

#include <vector>

namespace lyap {

/// A picture's metadata as EXR files have it: software, lyapCommand, lyapSource, lyapColors, lyapRecipe.
std::vector<ExrText> exr_texts_of(const std::vector<PngText>& text);

/// What an EXR file has of it, as a PNG file would.
std::vector<PngText> png_texts_of(const ExrHeader& file);

}  // namespace lyap
