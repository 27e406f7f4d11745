#include "host/film/repeatable_encoder.h"

#include "host/base/checksum.h"
#include "host/base/error.h"
#include "host/base/text.h"
#include "host/color/picture_format.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

constexpr std::string_view kThreads = "8";

struct RepeatableEncoder {
  std::string_view name;
  /// What it needs besides the number of threads.
  std::vector<std::string> arguments;
};

/// libx264 documents that its output is the same for a number of threads, and has a setting for the rest; libvpx has
/// rows of one tile coded by several threads where row-mt is on, and else deterministic ones; FFV1 and ProRes code
/// every frame alone. docs/farm.md tells how they were tried.
std::span<const RepeatableEncoder> repeatable_encoders() {
  static const std::vector<RepeatableEncoder> kEncoders{
      {"libx264", {"-x264-params", "cpu-independent=1"}},
      {"libx264rgb", {"-x264-params", "cpu-independent=1"}},
      {"libvpx-vp9", {"-row-mt", "0"}},
      {"ffv1", {}},
      {"prores_ks", {}},
      {"prores_aw", {}},
      {"prores", {}},
  };
  return kEncoders;
}

const RepeatableEncoder& find_encoder(const std::string& codec) {
  const auto encoders = repeatable_encoders();
  const auto found = std::ranges::find(encoders, std::string_view(codec), &RepeatableEncoder::name);
  if (found != encoders.end()) return *found;
  std::vector<std::string_view> names;
  for (const RepeatableEncoder& encoder : encoders) names.push_back(encoder.name);
  throw InvalidInput("codec",
                     fmt::format("{} does not promise the same bytes for the same frames, which segments need; "
                                 "{} do",
                                 codec, fmt::join(names, ", ")));
}

void check_extra_arguments(const std::vector<std::string>& extra) {
  constexpr std::array<std::string_view, 4> kOurs{"-threads", "-x264-params", "-x264opts", "-row-mt"};
  for (const std::string& word : extra) {
    // A stream may be named behind a colon.
    if (std::ranges::find(kOurs, std::string_view(word).substr(0, word.find(':'))) == kOurs.end()) continue;
    throw InvalidInput("encoder-args", fmt::format("{} decides whether the same frames give the same bytes, which "
                                                   "segments need; leave it out",
                                                   in_quotes(word)));
  }
}

constexpr Size kSampleSize{128, 128};

/// Frames with edges, gradients and movement.
std::vector<std::byte> sample_frames(PixelFormat pixels) {
  constexpr std::size_t kFrames = 3;
  const std::size_t frame_bytes = picture_bytes(pixels, kSampleSize);
  const bool is_wide = bytes_per_pixel(pixels, 0) == 2;
  std::vector<std::byte> bytes;
  bytes.reserve(kFrames * frame_bytes);
  for (std::size_t frame = 0; frame < kFrames; ++frame) {
    for (std::size_t i = 0; i < frame_bytes; ++i) {
      const std::size_t x = i + 3 * frame;
      // The upper byte of a level of 10 bits or more has two bits in use.
      const std::size_t level = is_wide && i % 2 == 1 ? x / 64 % 4 : x * x / 37 % 220 + 16;
      bytes.push_back(static_cast<std::byte>(level));
    }
  }
  return bytes;
}

std::string ffmpeg_version(const std::string& program, const WaitLimit& limit) {
  const std::string text = run_ffmpeg(program, {"-version"}, limit);
  const std::string line = text.substr(0, text.find('\n'));
  return printable(utf8_start(line.substr(0, line.find(" Copyright")), 200));
}

}  // namespace

EncoderChoice repeatable(FilmContainer container, const EncoderChoice& choice) {
  if (container == FilmContainer::kGif) throw InvalidInput("output", "a GIF is not made in segments; name a video");
  const RepeatableEncoder& encoder = find_encoder(codec_of(container, choice));
  check_extra_arguments(choice.extra);
  EncoderChoice result = choice;
  result.extra.insert(result.extra.end(), encoder.arguments.begin(), encoder.arguments.end());
  result.extra.insert(result.extra.end(),
                      {"-threads", std::string(kThreads), "-flags:v", "+bitexact", "-fflags", "+bitexact"});
  return result;
}

EncoderIdentity encoder_identity(const std::string& program, FilmContainer container, const EncoderChoice& choice,
                                 PixelFormat pixels, const WaitLimit& limit) {
  std::vector<std::string> arguments = encoder_arguments(container, choice, {kSampleSize, pixels, FrameRate()}, {}, "");
  // Not into a file of the container, its last three words, but into a checksum of the encoded frames.
  arguments.resize(arguments.size() - 3);
  arguments.insert(arguments.end(), {"-f", "hash", "-hash", "sha256", "pipe:1"});
  ChildProcess ffmpeg(ffmpeg_command(program, std::move(arguments)), {}, limit.abandon);
  ffmpeg.write(sample_frames(pixels), limit.stop);
  ffmpeg.close_input();
  const ExitStatus end = ffmpeg.wait(limit);
  if (end.timed_out && limit.stop.stop_requested()) throw Interrupted();
  if (!succeeded(end, ffmpeg)) throw Failure(ffmpeg.exit_message());
  return {ffmpeg_version(program, limit), checksum_of(ffmpeg.output())};
}

}  // namespace lyap
