#pragma once

#include "host/spec/frame_rate.h"
#include "host/spec/option_values.h"
#include "kernels/pixel_format.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// What the user chose for the encoder; what is empty has a default for each kind of film.
struct EncoderChoice {
  /// An encoder of ffmpeg, such as libx265 or h264_nvenc.
  std::optional<std::string> codec;
  /// The constant quality: lower is better, and its range is the codec's.
  std::optional<double> crf;
  /// Such as slow, as ffmpeg's -preset.
  std::optional<std::string> preset;
  /// More arguments for ffmpeg's output, which override ours.
  std::vector<std::string> extra;

  bool is_default() const { return !codec && !crf && !preset && extra.empty(); }
};

/// The frames of a film as ffmpeg is to read them.
struct FilmFormat {
  Size size;
  PixelFormat pixels;
  FrameRate rate;
};

/// What a film may say about itself; empty texts are left out.
struct FilmText {
  std::string title;
  std::string comment;
};

/// The kinds of files that films are encoded to.
enum class FilmContainer { kMp4, kMov, kMkv, kWebm, kGif };

/// The container that the ending of `path` stands for: .mp4, .mov, .mkv, .webm, .gif in either case. Throws
/// InvalidInput, with this list, for any other.
FilmContainer container_of(std::string_view path);

/// Whether `path` has such an ending.
bool has_film_ending(std::string_view path);

/// The name that ffmpeg's -f knows the container by.
std::string_view muxer_of(FilmContainer container);

/// Whether the container is encoded in fragments, which stay playable when the encoder dies, and is to be put together
/// to one piece afterwards, which more players like.
bool is_fragmented(FilmContainer container);

/// The encoder that is taken: the chosen one or the container's default.
std::string codec_of(FilmContainer container, const EncoderChoice& choice);

/// ffmpeg's arguments for an encoding from its standard input to `path`, which may have any name. Frames are handed
/// over as they are to be stored: as Y'CbCr of BT.709 in limited range, as sRGB, or (GIF only) as palette indices with
/// a palette behind each frame, 256 times B, G, R, A. Throws InvalidInput for what a GIF cannot be: no palette indices,
/// more than 50 frames per second, a quality or a preset; and for odd sides where 2×2 pixels share their colour.
std::vector<std::string> encoder_arguments(FilmContainer container, const EncoderChoice& choice,
                                           const FilmFormat& format, const FilmText& text, const std::string& path);

}  // namespace lyap
