#pragma once

#include "host/color/palette.h"
#include "host/film/encoder_settings.h"
#include "host/film/stream_sink.h"
#include "host/output/picture_file.h"
#include "host/spec/film.h"
#include "host/spec/settings.h"

#include <string>
#include <vector>

namespace lyap {

/// Where the frames of a film go: through ffmpeg into a file, into a PNG or EXR file each, or uncompressed into a file
/// or pipe.
enum class FilmTarget { kVideo, kPictureSequence, kStream };

struct FilmOutput {
  FilmTarget target = FilmTarget::kVideo;
  std::string path;
  PixelFormat format = PixelFormat::kYuv420p;
  /// Of a stream.
  StreamContainer stream = StreamContainer::kYuv4Mpeg;
  /// Of a video.
  EncoderChoice encoder;
  /// Of a sequence of pictures, and bits a channel of PNG files: 8 or 16.
  PictureFormat pictures = PictureFormat::kPng;
  int depth = kPaletteDepth;
};

/// The fields that say where a film goes:
///
///     output          "loop.mp4", "frame_####.png", "frame_####.exr", "loop.y4m", "-"; its ending tells what it is
///     format          what goes to an output without such an ending: y4m, or a pixel format
///     pixel-format    yuv420p, yuv444p, rgb24, yuv420p10le, yuv422p10le, yuv444p10le, yuv420p12le or gbrp10le; if
///                     empty yuv420p, or what the codec takes
///     depth           8 or 16 bits a channel of the PNG files of a sequence
///     codec, crf, preset, encoder-args   as EncoderChoice has them
std::vector<std::string> film_output_fields();

/// Where the film goes and how it is encoded. Throws InvalidInput, naming the field, where the fields do not go
/// together, and for what no encoder could do.
FilmOutput read_film_output(const Settings& settings, const Film& film, const Palette& palette);

/// The encoder's further arguments as one text, which `encoder-args` reads as the same words.
std::string encoder_arguments_text(const EncoderChoice& choice);

/// Texts of the fields format and pixel-format that say of an output what its path does not; empty where nothing is
/// missing.
struct FormatTexts {
  std::string format;
  std::string pixel_format;
};
FormatTexts format_texts_of(const FilmOutput& output);

}  // namespace lyap
