#include "host/jobs/film_output.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/color/picture_format.h"
#include "host/film/frame_names.h"
#include "host/jobs/read_field.h"
#include "host/output/picture_file.h"

#include <initializer_list>
#include <iomanip>
#include <optional>
#include <sstream>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr auto kEncoderFormats = {PixelFormat::kYuv420p, PixelFormat::kYuv444p, PixelFormat::kYuv420p10,
                                  PixelFormat::kRgb24};

PixelFormat parse_format(const std::string& text) {
  for (const PixelFormat format : kEncoderFormats) {
    if (text == name_of(format)) return format;
  }
  throw InvalidInput(
      fmt::format("{} is not known: yuv420p, yuv444p, yuv420p10le and rgb24 are accepted", in_quotes(text)));
}

PixelFormat read_pixel_format(const Settings& settings) {
  return read_field(settings, "pixel-format", name_of(PixelFormat::kYuv420p), parse_format);
}

/// Refuses those of the fields that have a text, for the reason that `why` tells.
void refuse(const Settings& settings, std::initializer_list<const char*> fields, const std::string& why) {
  for (const char* field : fields) {
    if (settings.has(field)) throw InvalidInput(field, why);
  }
}

void refuse_encoding(const Settings& settings, const std::string& path) {
  refuse(settings, {"codec", "crf", "preset", "encoder-args"},
         fmt::format("{} is made without ffmpeg, which this is for", in_quotes(path)));
}

/// The words of a line; a word with blanks stands in double quotes.
std::vector<std::string> split_arguments(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> std::quoted(word);) words.push_back(word);
  return words;
}

EncoderChoice read_encoder(const Settings& settings) {
  EncoderChoice choice;
  if (settings.has("codec")) choice.codec = settings.text("codec");
  if (settings.has("crf")) choice.crf = read_number(settings, "crf", 0);
  if (settings.has("preset")) choice.preset = settings.text("preset");
  choice.extra = split_arguments(settings.text("encoder-args"));
  return choice;
}

FilmOutput png_sequence(const Settings& settings, const std::string& path, const RenderSpec& picture,
                        const Palette& palette) {
  if (file_ending(path) != ".png") {
    throw InvalidInput("output", fmt::format("{}: a sequence of pictures is written as .png", in_quotes(path)));
  }
  refuse_encoding(settings, path);
  refuse(settings, {"pixel-format"}, "PNG files have the palette's colours");
  return {FilmTarget::kPngSequence, path, picture_file_format(picture, palette), {}, {}};
}

FilmOutput raw_stream(const std::string& path, PixelFormat format) {
  return {FilmTarget::kStream, path, format, StreamContainer::kRaw, {}};
}

FilmOutput y4m_stream(const Settings& settings, const std::string& path) {
  const PixelFormat format = read_pixel_format(settings);
  if (format == PixelFormat::kRgb24) throw InvalidInput("pixel-format", "y4m has no rgb24; use the format rgb24");
  return {FilmTarget::kStream, path, format, StreamContainer::kYuv4Mpeg, {}};
}

/// A stream whose name does not tell what it is.
FilmOutput stream(const Settings& settings, const std::string& path) {
  refuse_encoding(settings, path);
  const std::string format = settings.text("format", "y4m");
  if (format == "y4m") return y4m_stream(settings, path);
  refuse(settings, {"pixel-format"}, "the format says it already; leave one out");
  if (!format.starts_with("rgb24") && !format.starts_with("yuv")) {
    throw InvalidInput("format", fmt::format("{} is not known: y4m, rgb24, yuv420p, yuv444p and yuv420p10le are "
                                             "accepted",
                                             in_quotes(format)));
  }
  return raw_stream(path, read_as("format", format, parse_format));
}

FilmOutput video(const Settings& settings, const std::string& path, PixelFormat format) {
  return {FilmTarget::kVideo, path, format, {}, read_encoder(settings)};
}

FilmOutput by_ending(const Settings& settings, const std::string& path) {
  const std::string ending = file_ending(path);
  if (ending == ".y4m" || ending == ".yuv" || ending == ".rgb") refuse_encoding(settings, path);
  if (ending == ".y4m") return y4m_stream(settings, path);
  if (ending == ".yuv") return raw_stream(path, read_pixel_format(settings));
  if (ending == ".rgb") return raw_stream(path, PixelFormat::kRgb24);
  if (ending == ".gif") {
    refuse(settings, {"pixel-format"}, "a gif has the palette's colours");
    return video(settings, path, PixelFormat::kIndexed8);
  }
  if (ending == ".png") {
    throw InvalidInput(
        "output", fmt::format("{} is one picture; name the frames of a film like frame_####.png", in_quotes(path)));
  }
  if (!has_film_ending(path)) {
    throw InvalidInput("output",
                       fmt::format("{} does not tell what it is to be: .mp4, .mov, .mkv, .webm, .gif, .y4m, .yuv, "
                                   ".rgb and frame_####.png are accepted",
                                   in_quotes(path)));
  }
  return video(settings, path, read_pixel_format(settings));
}

}  // namespace

std::vector<std::string> film_output_fields() {
  return {"output", "format", "pixel-format", "codec", "crf", "preset", "encoder-args"};
}

FilmOutput read_film_output(const Settings& settings, const Film& film, const Palette& palette) {
  const std::string path = settings.text("output");
  const bool is_pattern = is_frame_pattern(path) && !has_film_ending(path);
  FilmOutput output;
  if (path == "-" || (settings.has("format") && !is_pattern && !has_film_ending(path))) {
    output = stream(settings, path);
  } else {
    refuse(settings, {"format"}, fmt::format("the name {} says it already; leave it out", in_quotes(path)));
    output = is_pattern ? png_sequence(settings, path, film.picture, palette) : by_ending(settings, path);
  }
  check_sides(output.format, film.picture.size);
  if (output.format == PixelFormat::kIndexed8 && output.target == FilmTarget::kVideo &&
      film.picture.sampling.averages_colors()) {
    throw InvalidInput("average", "a gif has the palette's colours, between which there are none; average exponents");
  }
  if (output.target == FilmTarget::kVideo) {
    // Refuses what no encoder could do, which need not be tried.
    encoder_arguments(container_of(path), output.encoder, {film.picture.size, output.format, film.rate}, {}, path);
  }
  return output;
}

std::string encoder_arguments_text(const EncoderChoice& choice) {
  std::string text;
  for (const std::string& word : choice.extra) {
    const bool is_plain = !word.empty() && word.find_first_of(" \t\"\\") == std::string::npos;
    std::ostringstream quoted;
    quoted << std::quoted(word);
    text += (text.empty() ? "" : " ") + (is_plain ? word : quoted.str());
  }
  return text;
}

FormatTexts format_texts_of(const FilmOutput& output) {
  const std::string name = name_of(output.format);
  const bool is_usual = output.format == PixelFormat::kYuv420p;
  if (output.target == FilmTarget::kVideo) return {"", is_usual || output.format == PixelFormat::kIndexed8 ? "" : name};
  if (output.target == FilmTarget::kPngSequence) return {};
  const std::string ending = file_ending(output.path);
  if (output.stream == StreamContainer::kYuv4Mpeg) {
    return {output.path == "-" || ending == ".y4m" ? "" : "y4m", is_usual ? "" : name};
  }
  if (ending == ".rgb" && output.format == PixelFormat::kRgb24) return {};
  return ending == ".yuv" ? FormatTexts{"", is_usual ? "" : name} : FormatTexts{name, ""};
}

}  // namespace lyap
