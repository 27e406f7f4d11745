#pragma once

#include "host/film/encoder_settings.h"
#include "host/film/ffmpeg.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lyap {

/// Copies the frames of what ffmpeg reads with the arguments `input` into the file `to`, without encoding them, with
/// this text and a single index. The same frames, text and ffmpeg give the same bytes. Throws what run_ffmpeg() throws.
void copy_film(const std::string& program, const std::vector<std::string>& input, FilmContainer container,
               const FilmText& text, const std::string& to, const WaitLimit& limit);

/// One of the films that are joined.
struct FilmSegment {
  /// The name of the file, without a folder: letters, digits, '.', '_' and '-'.
  std::string name;
  std::int64_t frames;
};

/// The list by which ffmpeg's concat demuxer joins the films, which lie beside the list, at `rate`. Where each begins
/// is rounded to a millionth of a second, and these roundings do not add up.
std::string concat_list(std::span<const FilmSegment> segments, const FrameRate& rate);

}  // namespace lyap
