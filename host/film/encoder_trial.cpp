#include "host/film/encoder_trial.h"

#include "host/base/error.h"
#include "host/color/picture_format.h"
#include "host/film/ffmpeg.h"

#include <cstddef>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

/// With the palette, all black, behind palette indices.
std::vector<std::byte> black_frame(const FilmFormat& format) {
  std::vector<std::byte> bytes(picture_bytes(format.pixels, format.size));
  if (format.pixels == PixelFormat::kIndexed8) bytes.resize(bytes.size() + 4 * kMaxIndexedColors);
  if (!is_planar(format.pixels) || format.pixels == PixelFormat::kGbrp10) return bytes;
  const std::size_t lumas = static_cast<std::size_t>(format.size.width) * static_cast<std::size_t>(format.size.height);
  const std::size_t sample_bytes = bytes_per_pixel(format.pixels, 0);
  for (std::size_t i = 0; i < bytes.size() / sample_bytes; ++i) {
    const unsigned sample = (i < lumas ? 16U : 128U) << (bits_of_level(format.pixels) - 8);
    bytes[i * sample_bytes] = static_cast<std::byte>(sample);
    if (sample_bytes == 2) bytes[2 * i + 1] = static_cast<std::byte>(sample >> 8U);
  }
  return bytes;
}

/// The choice as messages name it: "codec h264_nvenc, crf 20".
std::string text_of(const EncoderChoice& choice) {
  std::vector<std::string> words;
  if (choice.codec) words.push_back("codec " + *choice.codec);
  if (choice.crf) words.push_back(fmt::format("crf {}", *choice.crf));
  if (choice.preset) words.push_back("preset " + *choice.preset);
  words.insert(words.end(), choice.extra.begin(), choice.extra.end());
  return fmt::format("{}", fmt::join(words, ", "));
}

/// ffmpeg only warns of an option that the encoder does not know, and the film is then not what the user asked for.
bool ignored_an_option(const std::string& errors) {
  return errors.find("has not been used for any stream") != errors.npos;
}

}  // namespace

void try_encoder(const std::string& ffmpeg, FilmContainer container, const EncoderChoice& choice,
                 const FilmFormat& format, const FilmText& text, const WaitLimit& limit) {
  ChildProcess encoder(ffmpeg_command(ffmpeg, encoder_arguments(container, choice, format, text, "/dev/null")), {},
                       limit.abandon);
  try {
    encoder.write(black_frame(format), limit.stop);
  } catch (const Failure&) {
    // It has ended already; its exit status and its error messages say why.
  }
  encoder.close_input();
  const ExitStatus end = encoder.wait(limit);
  if (limit.stop.stop_requested() && !end.success()) throw Interrupted();
  if (end.success() && !ignored_an_option(encoder.errors())) return;
  const std::string errors = encoder.last_error_lines();
  const std::string name = choice.is_default() ? "codec " + codec_of(container, choice) : text_of(choice);
  throw InvalidInput(
      fmt::format("{}: ffmpeg cannot use it: {}", name, errors.empty() ? encoder.exit_message() : errors));
}

}  // namespace lyap
