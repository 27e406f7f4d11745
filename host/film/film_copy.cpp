#include "host/film/film_copy.h"

#include <fmt/format.h>

namespace lyap {
namespace {

/// When frame `frame` is shown, in millionths of a second, rounded.
std::int64_t microseconds_of(std::int64_t frame, const FrameRate& rate) {
  constexpr std::int64_t kMillion = 1'000'000;
  // Whole seconds first: the product of all would not fit.
  const std::int64_t ticks = frame * rate.denominator;
  const std::int64_t rest = ticks % rate.numerator;
  return ticks / rate.numerator * kMillion + (rest * kMillion + rate.numerator / 2) / rate.numerator;
}

}  // namespace

void copy_film(const std::string& program, const std::vector<std::string>& input, FilmContainer container,
               const FilmText& text, const std::string& to, const WaitLimit& limit) {
  std::vector<std::string> arguments = input;
  // Else ffmpeg writes random numbers and its version into the file.
  arguments.insert(arguments.end(), {"-map", "0:v:0", "-c", "copy", "-map_metadata", "-1", "-fflags", "+bitexact"});
  if (is_fragmented(container)) {
    arguments.insert(arguments.end(), {"-movflags", fmt::format("+faststart{}", metadata_flag(container))});
  }
  const std::vector<std::string> texts = text_arguments(text);
  arguments.insert(arguments.end(), texts.begin(), texts.end());
  arguments.insert(arguments.end(), {"-f", std::string(muxer_of(container)), "file:" + to});
  run_ffmpeg(program, std::move(arguments), limit);
}

std::string concat_list(std::span<const FilmSegment> segments, const FrameRate& rate) {
  std::string list = "ffconcat version 1.0\n";
  std::int64_t frame = 0;
  for (const FilmSegment& segment : segments) {
    const std::int64_t start = microseconds_of(frame, rate);
    frame += segment.frames;
    list += fmt::format("file {}\nduration {}us\n", segment.name, microseconds_of(frame, rate) - start);
  }
  return list;
}

}  // namespace lyap
