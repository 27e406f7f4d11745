#pragma once

#include "host/color/picture_format.h"
#include "host/film/stream_sink.h"
#include "tools/options/animate_options.h"

#include <string>

namespace lyap {

/// Where the frames of a film go: through ffmpeg into a file, into a PNG file each, or uncompressed into a file or
/// pipe.
enum class FilmTarget { kVideo, kPngSequence, kStream };

struct FilmOutput {
  FilmTarget target = FilmTarget::kVideo;
  std::string path;
  PixelFormat format = PixelFormat::kYuv420p;
  /// Of a stream.
  StreamContainer stream = StreamContainer::kYuv4Mpeg;
};

/// What the output's name, --format and --pixel-format ask for. Throws InvalidInput where they do not go together.
FilmOutput film_output_of(const AnimateOptions& options, const Film& film, const Palette& palette);

}  // namespace lyap
