#pragma once

#include "host/output/png_file_check.h"

#include <string>

namespace lyap {

/// Whether `path` is a whole EXR file, as check_png_file() says it of PNG files: every block of rows is there, which is
/// as far as a file tells without decompressing it. Of the image there are the size and the texts that exr_texts_of()
/// names. Throws Failure where the file cannot be read.
PngFileCheck check_exr_file(const std::string& path);

}  // namespace lyap
