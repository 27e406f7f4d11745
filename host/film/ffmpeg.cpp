#include "host/film/ffmpeg.h"

#include "host/base/error.h"

#include <charconv>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The standard output of ffmpeg with these arguments.
std::string run(const std::string& program, std::vector<std::string> arguments, const Patience& patience) {
  arguments.insert(arguments.begin(), {"-hide_banner", "-nostats", "-nostdin", "-v", "warning", "-y"});
  ChildProcess ffmpeg(ffmpeg_command(program, std::move(arguments)));
  ffmpeg.close_input();
  const ExitStatus end = ffmpeg.wait(patience.stop, patience.after_stop);
  if (end.timed_out) throw Interrupted();
  if (!succeeded(end, ffmpeg)) throw Failure(ffmpeg.obituary());
  return ffmpeg.output();
}

/// An option that the encoder does not know is only a warning, and the film is not what the user asked for.
bool passed_over_an_option(const std::string& words) {
  return words.find("has not been used for any stream") != words.npos;
}

}  // namespace

Patience Patience::at_most(std::chrono::milliseconds time) {
  std::stop_source now;
  now.request_stop();
  return {now.get_token(), time};
}

Command ffmpeg_command(const std::string& program, std::vector<std::string> arguments) {
  return {program, std::move(arguments), "; install ffmpeg, or say where it is"};
}

bool succeeded(ExitStatus end, const ChildProcess& ffmpeg) {
  const auto said = [&](const char* words) { return ffmpeg.errors().find(words) != std::string::npos; };
  return end.success() && !said("Error writing trailer") && !said("Error closing file");
}

void try_encoder(const std::string& program, const std::vector<std::string>& arguments,
                 std::span<const std::byte> frame, const std::string& name, const Patience& patience) {
  ChildProcess ffmpeg(ffmpeg_command(program, arguments));
  try {
    ffmpeg.write(frame, patience.stop);
  } catch (const Failure&) {
    // It has ended already; its exit status and its words say why.
  }
  ffmpeg.close_input();
  const ExitStatus end = ffmpeg.wait(patience.stop, patience.after_stop);
  if (end.timed_out && patience.stop.stop_requested()) throw Interrupted();
  if (end.success() && !passed_over_an_option(ffmpeg.errors())) return;
  const std::string words = ffmpeg.last_words();
  throw InvalidInput(fmt::format("{}: ffmpeg cannot use it: {}", name, words.empty() ? ffmpeg.obituary() : words));
}

void join_fragments(const std::string& program, FilmContainer container, const std::string& from, const std::string& to,
                    const Patience& patience) {
  run(program,
      {"-i", "file:" + from, "-map", "0", "-c", "copy", "-movflags", "+faststart", "-f",
       std::string(muxer_of(container)), "file:" + to},
      patience);
}

std::int64_t count_frames(const std::string& program, const std::string& path, const Patience& patience) {
  const std::string progress = run(program,
                                   {"-fflags", "+discardcorrupt", "-i", "file:" + path, "-map", "0:v:0", "-c", "copy",
                                    "-progress", "pipe:1", "-f", "null", "-"},
                                   patience);
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
