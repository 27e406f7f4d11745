#pragma once

#include "host/spec/frame_rate.h"
#include "host/spec/option_values.h"
#include "kernels/pixel_format.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// What the user chose for the encoder. An empty member stands for the default of the container.
struct EncoderChoice {
  /// An encoder of ffmpeg, such as libx265 or h264_nvenc.
  std::optional<std::string> codec;
  /// The constant rate factor: lower is better; the range depends on the codec.
  std::optional<double> crf;
  /// The value of ffmpeg's -preset, such as slow.
  std::optional<std::string> preset;
  /// Further arguments for ffmpeg's output, which override those that lyap sets.
  std::vector<std::string> extra;

  bool is_default() const { return !codec && !crf && !preset && extra.empty(); }
};

/// The format of the raw frames that ffmpeg reads.
struct FilmFormat {
  Size size;
  PixelFormat pixels;
  FrameRate rate;
};

/// The metadata of a film; empty texts are left out.
struct FilmText {
  std::string title;
  std::string comment;
  /// In all containers but GIF, which has room for no metadata.
  std::string description;
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

/// What -movflags needs besides for the container to keep a description: a QuickTime file of ffmpeg's has none
/// otherwise.
std::string_view metadata_flag(FilmContainer container);

/// Whether the container is encoded in fragments, which stay playable when the encoder is killed, and is rewritten with
/// a single index afterwards, which more players support.
bool is_fragmented(FilmContainer container);

/// The chosen encoder, or else the container's default.
std::string codec_of(FilmContainer container, const EncoderChoice& choice);

/// ffmpeg's arguments for these texts.
std::vector<std::string> text_arguments(const FilmText& text);

/// ffmpeg's arguments for encoding the frames on its standard input into `path`, which may have any name. The frames
/// are in the format in which they are stored: Y'CbCr of BT.709 in limited range, sRGB, or (GIF only) palette indices,
/// each frame followed by the palette, 256 times B, G, R, A.
///
/// Throws InvalidInput for a GIF without palette indices, with more than 50 frames per second, with a quality or a
/// preset, for odd sides where pixels share their chroma, and for a pixel format that the encoder does not take.
std::vector<std::string> encoder_arguments(FilmContainer container, const EncoderChoice& choice,
                                           const FilmFormat& format, const FilmText& text, const std::string& path);

}  // namespace lyap
