#include "host/film/ffmpeg.h"

#include "host/base/error.h"

#include <charconv>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace lyap {
Command ffmpeg_command(const std::string& program, std::vector<std::string> arguments) {
  return {program, std::move(arguments), "; install ffmpeg, or say where it is"};
}

std::string run_ffmpeg(const std::string& program, std::vector<std::string> arguments, const WaitLimit& limit) {
  arguments.insert(arguments.begin(), {"-hide_banner", "-nostats", "-nostdin", "-v", "warning", "-y"});
  ChildProcess ffmpeg(ffmpeg_command(program, std::move(arguments)), {}, limit.abandon);
  ffmpeg.close_input();
  const ExitStatus end = ffmpeg.wait(limit);
  if (limit.abandon.stop_requested() || (end.timed_out && limit.stop.stop_requested())) throw Interrupted();
  if (!succeeded(end, ffmpeg)) throw Failure(ffmpeg.exit_message());
  return ffmpeg.output();
}

bool succeeded(ExitStatus end, const ChildProcess& ffmpeg) {
  const auto reported = [&](const char* error) { return ffmpeg.errors().find(error) != std::string::npos; };
  return end.success() && !reported("Error writing trailer") && !reported("Error closing file");
}

void join_fragments(const std::string& program, FilmContainer container, const std::string& from, const std::string& to,
                    const WaitLimit& limit) {
  run_ffmpeg(
      program,
      {"-i", "file:" + from, "-map", "0", "-c", "copy", "-movflags",
       fmt::format("+faststart{}", metadata_flag(container)), "-f", std::string(muxer_of(container)), "file:" + to},
      limit);
}

std::int64_t count_frames(const std::string& program, const std::string& path, const WaitLimit& limit) {
  const std::string progress = run_ffmpeg(program,
                                          {"-fflags", "+discardcorrupt", "-i", "file:" + path, "-map", "0:v:0", "-c",
                                           "copy", "-progress", "pipe:1", "-f", "null", "-"},
                                          limit);
  // A report comes every half second and at the end; each starts with the frames so far.
  constexpr std::string_view kKey = "frame=";
  const std::size_t last = progress.rfind(kKey);
  // Not 0 frames: a film is removed that has none.
  if (last == progress.npos) throw Failure(fmt::format("'{}' does not say how many frames there are", program));
  std::int64_t frames = 0;
  std::from_chars(progress.data() + last + kKey.size(), progress.data() + progress.size(), frames);
  return frames;
}

}  // namespace lyap
