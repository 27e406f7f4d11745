// Pictures and films as files: what they hold besides pixels, and their pixels, band by band and frame by frame, so
// that each worker can compute some. engine/wasm/files/ of the page makes the files.
#include "host/base/error.h"
#include "host/color/tone_statistics.h"
#include "host/jobs/still_job.h"
#include "host/jobs/tone_samples.h"
#include "host/output/picture_file.h"
#include "host/spec/command_line.h"
#include "host/spec/recipe_json.h"
#include "tools/explore/wasm/json_text.h"
#include "tools/explore/wasm/worker_state.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

/// As run_still() and run_film() close tones.
Tone found_in(const std::vector<RenderSpec>& samples, const Tone& tone) {
  std::vector<float> exponents;
  for (const RenderSpec& sample : samples) {
    const Frame frame(sample);
    append_exponents(worker().computer.compute(frame, {0, sample.size.height}), sample.precision, exponents);
  }
  return found_tone(tone, std::move(exponents));
}

std::string json_of(Size size) {
  return fmt::format("[{},{}]", size.width, size.height);
}

}  // namespace

/// Begins with the picture of the request. Answers what its PNG file has besides pixels, and how many rows are a band.
/// A tone that is open is found in the picture, which takes a while: the answer's fields have it for other workers.
LYAP_EXPORT(begin_picture) void begin_picture() {
  StillJob job = read_still_job(fields(OrderedCommand::kRender));
  if (job.annotations.any()) throw InvalidInput("axes", "the page draws none; lyap render does");
  if (job.spec.tone.is_open()) job.spec.tone = found_in({tone_sample(job.spec)}, job.spec.tone);
  const Recipe recipe = recipe_of(job.spec, job.palette, job.depth, job.annotations);
  const PngImage image = picture_file_of(job.spec, job.palette, job.depth, recipe);
  worker().picture.emplace(job);
  const auto pair = [](const PngText& text) {
    return fmt::format("[{},{}]", json_string(text.keyword), json_string(text.value));
  };
  answer(JsonObject()
             .add("size", json_of(job.spec.size))
             .add_number("depth", image.depth)
             .add("colors", json_of(image.palette))
             .add("text", json_array(image.text, pair))
             .add_number("rows", worker().picture->rows_per_band())
             .add_text("command", command_line_of(recipe))
             .add("fields", json_of(recipe.fields))
             .text());
}

/// Rows of the picture as its PNG file has them.
LYAP_EXPORT(picture_rows) void picture_rows(int first, int count) {
  worker().bytes = worker().picture.value().compute(worker().computer, {first, count});
}

/// Begins with the film of the request. Answers what its file has besides frames, with the fields as begin_picture().
LYAP_EXPORT(begin_film) void begin_film() {
  FilmJob job = film_job();
  if (job.film.picture.tone.is_open()) {
    job.film.picture.tone = found_in(tone_samples(job.film), job.film.picture.tone);
  }
  worker().film.emplace(job);
  const Recipe recipe = recipe_of(job);
  answer(JsonObject()
             .add("size", json_of(job.film.picture.size))
             .add_number("frames", job.frames())
             .add("rate", fmt::format("[{},{}]", job.rate().numerator, job.rate().denominator))
             .add_text("title", picture_title(job.film.picture))
             .add_text("command", command_line_of(recipe))
             .add_text("recipe", recipe_json(recipe))
             .add("fields", json_of(recipe.fields))
             .text());
}

/// A frame of the film, from 0, as encoders take it.
LYAP_EXPORT(film_frame) void film_frame(int number) {
  worker().bytes = worker().film.value().compute(worker().computer, number);
}

}  // namespace lyap
