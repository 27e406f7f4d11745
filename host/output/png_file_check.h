#pragma once

#include "host/output/png_chunk_reader.h"
#include "host/output/png_writer.h"

#include <string>

namespace lyap {

enum class PngFileState {
  kMissing,     // there is no such file
  kOther,       // it begins with other bytes, or is no regular file
  kUnfinished,  // empty, cut, damaged or followed by other bytes
  kWhole,
};

struct PngFileCheck {
  PngFileState state = PngFileState::kMissing;
  /// Size, palette, depth and metadata of a whole file. The texts are those of uncompressed chunks (tEXt, iTXt), byte
  /// by byte, up to a mebibyte in all.
  PngImage image;
};

/// Whether `path` is a whole PNG file: from IHDR to IEND every chunk is there and fits its checksum. The pixels are not
/// decoded, so it takes about as long as reading the file, in little memory; `pixels` gets them as they are compressed,
/// before it is known whether the file is whole. Throws Failure where the file cannot be read, and what `pixels`
/// throws.
PngFileCheck check_png_file(const std::string& path, const PngPixelData& pixels = {});

}  // namespace lyap
