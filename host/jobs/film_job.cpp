#include "host/jobs/film_job.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/jobs/notebook_defaults.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/read_field.h"
#include "host/output/picture_file.h"
#include "host/spec/command_line.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::int64_t kMaxInFlight = 256;
/// Of both sides and of the frames of a preview.
constexpr int kPreviewPart = 4;

/// Both sides are even, as most formats want them.
Size preview_size(Size size) {
  const auto side = [](int pixels) { return std::max(2, 2 * ((pixels + kPreviewPart) / (2 * kPreviewPart))); };
  return {side(size.width), side(size.height)};
}

/// Throws InvalidInput, naming the movement, if the palette is to become another one and there is none, or the film's
/// format has one palette for all frames.
void check_fading(const Film& film, const Palette& palette, bool has_one_palette) {
  for (const Movement& movement : film.movements) {
    if (std::ranges::count(moved_by(movement), "palette-mix") == 0) continue;
    if (!palette.fades_to) {
      throw InvalidInput(field_of(movement), fmt::format("the palette {} becomes no other; name two, such as {}:magma",
                                                         in_quotes(palette.name), palette.name));
    }
    if (has_one_palette) throw InvalidInput(field_of(movement), "a GIF has one palette for all frames; take a video");
  }
}

}  // namespace

std::vector<std::string> film_job_fields() {
  std::vector<std::string> fields = film_fields();
  std::ranges::copy(film_output_fields(), std::back_inserter(fields));
  fields.insert(fields.end(), {"ffmpeg", "resume", "in-flight", "every", "preview"});
  return fields;
}

FilmJob read_film_job(const Settings& given, const std::vector<Movement>& timeline) {
  const Settings settings = timeline.empty() ? with_notebook_defaults(given) : given;
  Film film = read_film(settings, timeline);
  const bool is_preview = settings.flag("preview");
  if (is_preview) film.picture.size = preview_size(film.picture.size);
  const Palette palette = read_palette(settings);
  const FilmOutput output = read_film_output(settings, film, palette);
  const bool is_indexed_video = output.target == FilmTarget::kVideo && output.format == PixelFormat::kIndexed8;
  check_fading(film, palette, is_indexed_video);
  FilmJob job{film,
              is_indexed_video ? with_at_most(palette, kMaxIndexedColors - own_colors(film.picture.tone)) : palette,
              output,
              settings.has("range") ? read_frame_range(settings, "range", film) : FrameRange{0, film.frames - 1},
              read_integer(settings, "every", is_preview ? kPreviewPart : 1, 1, Film::kMaxFrames,
                           "the step from frame to frame"),
              settings.text("ffmpeg", FilmJob::kFfmpeg),
              settings.flag("resume"),
              {}};
  if (job.resume && output.target != FilmTarget::kPictureSequence) {
    throw InvalidInput(
        "resume", "only sequences of pictures, frame_####.png or frame_####.exr, and films in segments can be resumed");
  }
  if (settings.has("in-flight")) {
    job.in_flight = static_cast<std::size_t>(
        read_integer(settings, "in-flight", 1, 1, kMaxInFlight, "the number of frames in flight"));
  }
  return job;
}

FrameRate FilmJob::rate() const {
  const std::int64_t common = std::gcd(film.rate.numerator, every);
  return {film.rate.numerator / common, film.rate.denominator * (every / common)};
}

std::string command_line_of(const FilmJob& job) {
  return command_line_of(recipe_of(job));
}

Recipe recipe_of(const FilmJob& job) {
  Recipe recipe = recipe_of(job.film, job.palette.name, job.palette.checksum);
  const auto add = [&](const char* field, const std::string& text) {
    if (!text.empty()) recipe.fields.set(field, text);
  };
  if (job.range.frames() != job.film.frames) add("range", fmt::format("{}:{}", job.range.first, job.range.last));
  if (job.every != 1) add("every", fmt::format("{}", job.every));
  const EncoderChoice& encoder = job.output.encoder;
  add("pixel-format", format_texts_of(job.output).pixel_format);
  if (job.output.depth != kPaletteDepth) add("depth", fmt::format("{}", job.output.depth));
  add("codec", encoder.codec.value_or(""));
  add("crf", encoder.crf ? fmt::format("{}", *encoder.crf) : "");
  add("preset", encoder.preset.value_or(""));
  add("encoder-args", encoder_arguments_text(encoder));
  return recipe;
}

}  // namespace lyap
