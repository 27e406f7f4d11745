#include "host/jobs/film_output.h"

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/base/quoted_words.h"
#include "host/base/text.h"
#include "host/color/picture_format.h"
#include "host/film/codec_formats.h"
#include "host/film/frame_names.h"
#include "host/jobs/output_format.h"
#include "host/jobs/read_field.h"
#include "host/output/picture_file.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

constexpr auto kFilmFormats = {PixelFormat::kYuv420p,   PixelFormat::kYuv444p,   PixelFormat::kRgb24,
                               PixelFormat::kYuv420p10, PixelFormat::kYuv422p10, PixelFormat::kYuv444p10,
                               PixelFormat::kYuv420p12, PixelFormat::kGbrp10};

/// `known` are accepted besides.
PixelFormat parse_format(const std::string& text, std::vector<std::string> known = {}) {
  for (const PixelFormat format : kFilmFormats) {
    if (text == name_of(format)) return format;
    known.emplace_back(name_of(format));
  }
  const auto nearest = nearest_name(text, known);
  throw InvalidInput(fmt::format("{} is not known{} {} are accepted", in_quotes(text),
                                 nearest ? fmt::format(", did you mean {}?", *nearest) : ":", fmt::join(known, ", ")));
}

PixelFormat read_pixel_format(const Settings& settings, PixelFormat usual = PixelFormat::kYuv420p) {
  return read_field(settings, "pixel-format", name_of(usual),
                    [](const std::string& text) { return parse_format(text); });
}

/// Those that have no chroma.
bool has_red_green_and_blue(PixelFormat format) {
  return format == PixelFormat::kRgb24 || format == PixelFormat::kGbrp10;
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

EncoderChoice read_encoder(const Settings& settings) {
  EncoderChoice choice;
  if (settings.has("codec")) choice.codec = settings.text("codec");
  if (settings.has("crf")) choice.crf = read_number(settings, "crf", 0);
  if (settings.has("preset")) choice.preset = settings.text("preset");
  choice.extra = split_words(settings.text("encoder-args"));
  return choice;
}

FilmOutput picture_sequence(const Settings& settings, const std::string& path, const RenderSpec& picture,
                            const Palette& palette) {
  const std::string ending = file_ending(path);
  if (ending != ".png" && ending != ".exr") {
    throw InvalidInput("output", fmt::format("{}: a sequence of pictures is written as .png or .exr", in_quotes(path)));
  }
  refuse_encoding(settings, path);
  refuse(settings, {"pixel-format"}, "pictures have the palette's colours; their depth is 8 or 16");
  const PictureFormat pictures = picture_format_of(path);
  const int depth = read_depth(settings);
  const int depth_of_colors = pictures == PictureFormat::kExr ? kContinuousDepth : depth;
  const PixelFormat format = picture_file_format(picture, palette, depth_of_colors);
  return {FilmTarget::kPictureSequence, path, format, {}, {}, pictures, depth};
}

FilmOutput raw_stream(const std::string& path, PixelFormat format) {
  return {FilmTarget::kStream, path, format, StreamContainer::kRaw, {}};
}

FilmOutput y4m_stream(const Settings& settings, const std::string& path) {
  const PixelFormat format = read_pixel_format(settings);
  if (has_red_green_and_blue(format)) {
    throw InvalidInput("pixel-format",
                       fmt::format("y4m has no {}; use the format {}", name_of(format), name_of(format)));
  }
  return {FilmTarget::kStream, path, format, StreamContainer::kYuv4Mpeg, {}};
}

/// A stream whose name does not tell what it is.
FilmOutput stream(const Settings& settings, const std::string& path) {
  refuse_encoding(settings, path);
  const std::string format = settings.text("format", "y4m");
  if (format == "y4m") return y4m_stream(settings, path);
  refuse(settings, {"pixel-format"}, "the format says it already; leave one out");
  return raw_stream(path,
                    read_as("format", format, [](const std::string& text) { return parse_format(text, {"y4m"}); }));
}

FilmOutput encoded(const Settings& settings, const std::string& path) {
  const EncoderChoice choice = read_encoder(settings);
  const PixelFormat usual = usual_format(codec_of(container_of(path), choice));
  return {FilmTarget::kVideo, path, read_pixel_format(settings, usual), {}, choice};
}

FilmOutput by_ending(const Settings& settings, const std::string& path) {
  const std::string ending = file_ending(path);
  if (ending == ".y4m" || ending == ".yuv" || ending == ".rgb") refuse_encoding(settings, path);
  if (ending == ".y4m") return y4m_stream(settings, path);
  if (ending == ".yuv") return raw_stream(path, read_pixel_format(settings));
  if (ending == ".rgb") return raw_stream(path, PixelFormat::kRgb24);
  if (ending == ".gif") {
    refuse(settings, {"pixel-format"}, "a gif has the palette's colours");
    return {FilmTarget::kVideo, path, PixelFormat::kIndexed8, {}, read_encoder(settings)};
  }
  if (ending == ".png") {
    throw InvalidInput(
        "output", fmt::format("{} is one picture; name the frames of a film like frame_####.png", in_quotes(path)));
  }
  if (!has_film_ending(path)) {
    throw InvalidInput("output",
                       fmt::format("{} does not tell what it is to be: .mp4, .mov, .mkv, .webm, .gif, .y4m, .yuv, "
                                   ".rgb, frame_####.png and frame_####.exr are accepted",
                                   in_quotes(path)));
  }
  return encoded(settings, path);
}

}  // namespace

std::vector<std::string> film_output_fields() {
  return {"output", "format", "pixel-format", "depth", "codec", "crf", "preset", "encoder-args"};
}

FilmOutput read_film_output(const Settings& settings, const Film& film, const Palette& palette) {
  const std::string path = settings.text("output");
  const bool is_pattern = is_frame_pattern(path) && !has_film_ending(path);
  if (!is_pattern) refuse(settings, {"depth"}, "it is that of pictures, frame_####.png; name a pixel format");
  FilmOutput output;
  if (path == "-" || (settings.has("format") && !is_pattern && !has_film_ending(path))) {
    output = stream(settings, path);
  } else {
    refuse(settings, {"format"}, fmt::format("the name {} says it already; leave it out", in_quotes(path)));
    output = is_pattern ? picture_sequence(settings, path, film.picture, palette) : by_ending(settings, path);
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
  return joined_words(choice.extra);
}

FormatTexts format_texts_of(const FilmOutput& output) {
  const std::string name = name_of(output.format);
  if (output.target == FilmTarget::kVideo) {
    const std::string codec = codec_of(container_of(output.path), output.encoder);
    const bool is_said = output.format == usual_format(codec) || output.format == PixelFormat::kIndexed8;
    return {"", is_said ? "" : name};
  }
  const bool is_usual = output.format == PixelFormat::kYuv420p;
  if (output.target == FilmTarget::kPictureSequence) return {};
  const std::string ending = file_ending(output.path);
  if (output.stream == StreamContainer::kYuv4Mpeg) {
    return {output.path == "-" || ending == ".y4m" ? "" : "y4m", is_usual ? "" : name};
  }
  if (ending == ".rgb" && output.format == PixelFormat::kRgb24) return {};
  return ending == ".yuv" ? FormatTexts{"", is_usual ? "" : name} : FormatTexts{name, ""};
}

}  // namespace lyap
