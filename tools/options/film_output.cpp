#include "tools/options/film_output.h"

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/film/encoder_settings.h"
#include "host/film/frame_names.h"
#include "host/output/picture_file.h"
#include "tools/options/free_file_name.h"
#include "tools/terminal/standard_output.h"

#include <filesystem>
#include <initializer_list>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

constexpr auto kEncoderFormats = {PixelFormat::kYuv420p, PixelFormat::kYuv444p, PixelFormat::kYuv420p10,
                                  PixelFormat::kRgb24};

PixelFormat parse_format(const std::string& option, const std::string& text) {
  for (const PixelFormat format : kEncoderFormats) {
    if (text == name_of(format)) return format;
  }
  throw InvalidInput(
      option, fmt::format("{} is not known: yuv420p, yuv444p, yuv420p10le and rgb24 are accepted", in_quotes(text)));
}

PixelFormat pixel_format_of(const AnimateOptions& options, PixelFormat usual) {
  return options.pixel_format.empty() ? usual : parse_format("--pixel-format", options.pixel_format);
}

/// Refuses those of the options that were given, for the reason that `why` tells.
void refuse(std::initializer_list<std::pair<const char*, const std::string&>> options, const std::string& why) {
  for (const auto& [name, value] : options) {
    if (!value.empty()) throw InvalidInput(name, why);
  }
}

void refuse_encoding(const AnimateOptions& options, const std::string& path) {
  refuse({{"--codec", options.codec},
          {"--crf", options.crf},
          {"--preset", options.preset},
          {"--encoder-args", options.encoder_arguments}},
         fmt::format("{} is made without ffmpeg, which this is for", in_quotes(path)));
}

FilmOutput png_sequence(const AnimateOptions& options, const std::string& path, const Palette& palette) {
  if (lower_case(std::filesystem::path(path).extension().string()) != ".png") {
    throw InvalidInput("-o", fmt::format("{}: a sequence of pictures is written as .png", in_quotes(path)));
  }
  refuse_encoding(options, path);
  refuse({{"--pixel-format", options.pixel_format}}, "PNG files have the palette's colours");
  return {FilmTarget::kPngSequence, path, picture_file_format(palette), {}};
}

FilmOutput raw_stream(const std::string& path, PixelFormat format) {
  return {FilmTarget::kStream, path, format, StreamContainer::kRaw};
}

FilmOutput y4m_stream(const AnimateOptions& options, const std::string& path) {
  const PixelFormat format = pixel_format_of(options, PixelFormat::kYuv420p);
  if (format == PixelFormat::kRgb24) throw InvalidInput("--pixel-format", "y4m has no rgb24; use --format rgb24");
  return {FilmTarget::kStream, path, format, StreamContainer::kYuv4Mpeg};
}

/// A stream whose name does not tell what it is.
FilmOutput stream(const AnimateOptions& options, const std::string& path) {
  refuse_encoding(options, path);
  if (options.format.empty() || options.format == "y4m") return y4m_stream(options, path);
  refuse({{"--pixel-format", options.pixel_format}}, "--format says it already; leave one out");
  if (options.format.find("rgb24") != 0 && options.format.find("yuv") != 0) {
    throw InvalidInput("--format", fmt::format("{} is not known: y4m, rgb24, yuv420p, yuv444p and yuv420p10le are "
                                               "accepted",
                                               in_quotes(options.format)));
  }
  return raw_stream(path, parse_format("--format", options.format));
}

FilmOutput by_ending(const AnimateOptions& options, const std::string& path) {
  const std::string ending = lower_case(std::filesystem::path(path).extension().string());
  if (ending == ".y4m" || ending == ".yuv" || ending == ".rgb") refuse_encoding(options, path);
  if (ending == ".y4m") return y4m_stream(options, path);
  if (ending == ".yuv") return raw_stream(path, pixel_format_of(options, PixelFormat::kYuv420p));
  if (ending == ".rgb") return raw_stream(path, PixelFormat::kRgb24);
  if (ending == ".gif") {
    refuse({{"--pixel-format", options.pixel_format}}, "a gif has the palette's colours");
    return {FilmTarget::kVideo, path, PixelFormat::kIndexed8, {}};
  }
  if (ending == ".png") {
    throw InvalidInput(
        "-o", fmt::format("{} is one picture; name the frames of a film like frame_####.png", in_quotes(path)));
  }
  if (!has_film_ending(path)) {
    throw InvalidInput("-o",
                       fmt::format("{} does not tell what it is to be: .mp4, .mov, .mkv, .webm, .gif, .y4m, .yuv, "
                                   ".rgb and frame_####.png are accepted",
                                   in_quotes(path)));
  }
  return {FilmTarget::kVideo, path, pixel_format_of(options, PixelFormat::kYuv420p), {}};
}

}  // namespace

FilmOutput film_output_of(const AnimateOptions& options, const Film& film, const Palette& palette) {
  const std::string path = options.output ? *options.output : free_file_name(film.picture.sequence, ".mp4");
  refuse_terminal(path);
  const bool is_pattern = is_frame_pattern(path) && !has_film_ending(path);
  if (options.resume && !is_pattern) {
    throw InvalidInput("--resume", "only PNG sequences, frame_####.png, can be resumed");
  }
  FilmOutput output;
  if (path == "-" || (!options.format.empty() && !is_pattern && !has_film_ending(path))) {
    output = stream(options, path);
  } else {
    refuse({{"--format", options.format}}, fmt::format("the name {} says it already; leave it out", in_quotes(path)));
    output = is_pattern ? png_sequence(options, path, palette) : by_ending(options, path);
  }
  check_sides(output.format, film.picture.size);
  return output;
}

}  // namespace lyap
