#pragma once

#include "host/output/exr_writer.h"
#include "host/system/output_file.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace lyap {

/// Bands that join_exr_bands() takes begin at multiples of so many rows, in which the files are compressed.
inline constexpr int kExrBlockRows = 16;

/// Writes the EXR file of `image`, a whole picture, with the rows of the band files, which ExrWriter has written with
/// ExrImage::top, the first at the top. Blocks of rows are copied as they were compressed, so that the file has the
/// bytes that it would have had from ExrWriter. After each band, `joined` gets how many are done; it may be empty.
///
/// Throws InvalidInput, with the file's name, for a band that is damaged, as far as can be told without decompressing
/// it, or of another picture (width, channels, rows), or if rows are missing; Failure where a file cannot be read, and
/// what ExrWriter throws. `file` has a part of the picture then.
void join_exr_bands(OutputFile& file, const ExrImage& image, const std::vector<std::string>& bands,
                    const std::function<void(std::size_t)>& joined = {});

}  // namespace lyap
