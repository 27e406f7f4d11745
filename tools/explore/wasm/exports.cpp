// What a module offers to JavaScript. Fields travel as texts that each end in a zero byte, name and text in turn;
// answers are JSON, pixels and exponents are bytes. engine/module.js of the page has the other side.
#include "host/color/tone_statistics.h"
#include "host/explore/exponent_histogram.h"
#include "host/explore/palette_strip.h"
#include "host/explore/point_reading.h"
#include "host/jobs/still_job.h"
#include "host/output/picture_file.h"
#include "host/spec/command_line.h"
#include "kernels/cpu/row_kernels.h"
#include "tools/explore/wasm/json_text.h"
#include "tools/explore/wasm/worker_state.h"
#include "tools/options/film_file_text.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace lyap {
namespace {

std::string command_and_fields(const std::string& command, const Settings& fields) {
  return JsonObject().add_text("command", command).add("fields", json_of(fields)).text();
}

std::string json_of(const PointReading& reading) {
  const bool is_infinite = std::isinf(reading.exponent);
  JsonObject rates;
  for (const auto& [letter, rate] : reading.rates) rates.add_number(std::string(1, letter), rate);
  return JsonObject()
      .add("rates", rates.text())
      .add("exponent", is_infinite ? "null" : fmt::format("{}", reading.exponent))
      .add_number("infinite", !is_infinite ? 0 : (reading.exponent < 0 ? -1 : 1))
      .add_number("period", reading.period)
      .add_text("precision", name_of(reading.precision))
      .add("orbit", json_array(reading.orbit, [](double x) { return fmt::format("{}", x); }))
      .add_text("letters", reading.letters)
      .text();
}

std::vector<float> floats_in(std::span<const std::byte> bytes) {
  std::vector<float> numbers(bytes.size() / sizeof(float));
  if (!numbers.empty()) std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(float));
  return numbers;
}

}  // namespace

/// Memory for the next call's request.
LYAP_EXPORT(request) void* request(std::size_t bytes) {
  worker().request.resize(bytes);
  return worker().request.data();
}

LYAP_EXPORT(answer_at) const char* answer_at() {
  return worker().answer.data();
}
LYAP_EXPORT(answer_size) std::size_t answer_size() {
  return worker().answer.size();
}
LYAP_EXPORT(bytes_at) const std::byte* bytes_at() {
  return worker().bytes.data();
}
LYAP_EXPORT(bytes_size) std::size_t bytes_size() {
  return worker().bytes.size();
}

LYAP_EXPORT(fma_is_fused) int fma_is_fused() {
  return wasm_fma_is_fused() ? 1 : 0;
}

/// The names of the palettes, and as bytes 64 times red, green and blue of each.
LYAP_EXPORT(palettes) void palettes() {
  std::vector<Rgb8>& colors = worker().colors;
  colors.clear();
  for (const std::string& name : palette_names()) {
    const std::vector<Rgb8> strip = palette_strip(find_palette(name));
    colors.insert(colors.end(), strip.begin(), strip.end());
  }
  worker().bytes = std::as_bytes(std::span(colors));
  answer(json_array(palette_names(), json_string));
}

/// Which of the modules it is.
LYAP_EXPORT(code_path) void code_path() {
  const RenderSpec smallest{.sequence = Sequence::parse("AB"), .size = {1, 1}, .constants = {}};
  answer(std::string(worker().computer.compute(Frame(smallest), {0, 1}).code_path));
}

LYAP_EXPORT(command) void command(int is_film) {
  if (is_film != 0) {
    const FilmJob job = film_job();
    answer(command_and_fields(command_line_of(job), recipe_of(job).fields));
    return;
  }
  const StillJob job = read_still_job(fields(OrderedCommand::kRender));
  const Recipe recipe = recipe_of(job.spec, job.palette, job.depth, job.annotations);
  answer(command_and_fields(command_line_of(recipe), recipe.fields));
}

LYAP_EXPORT(film_file) void film_file() {
  answer(film_file_text(recipe_of(film_job())));
}

LYAP_EXPORT(point) void point(int column, int row, int points) {
  const StillJob job = read_still_job(fields(OrderedCommand::kRender));
  const ComputeRow compute = [](const std::shared_ptr<const Frame>& frame, const auto& use) {
    use(worker().computer.compute(*frame, {0, 1}));
  };
  answer(json_of(read_point(job.spec, column, row, points, compute)));
}

/// Begins with a view, of whose rows this worker has the bands [first, behind), [first + every, behind + every) … of
/// the picture; the first may begin before it and the last end behind it. What the request has are fields.
LYAP_EXPORT(begin_view) int begin_view(int first, int behind, int every) {
  const StillJob job = read_still_job(fields(OrderedCommand::kRender));
  std::vector<Rows> bands;
  for (int row = first; row < job.spec.size.height; row += every) {
    const int from = std::max(row, 0);
    const int to = std::min(row + behind - first, job.spec.size.height);
    if (from < to) bands.push_back({from, to - from});
  }
  const auto count = static_cast<int>(bands.size());
  worker().share.begin(job.spec, job.palette, std::move(bands));
  return count;
}
LYAP_EXPORT(has_open_tone) int has_open_tone() {
  return worker().share.has_open_tone() ? 1 : 0;
}
LYAP_EXPORT(has_averages) int has_averages() {
  return worker().share.has_averages() ? 1 : 0;
}
LYAP_EXPORT(knows) int knows(int step) {
  return worker().share.knows(step) ? 1 : 0;
}

/// The request has exponents of the whole picture, as sample() gives them.
LYAP_EXPORT(close_tone) void close_tone() {
  worker().share.close_tone(floats_in(worker().request));
}

/// What is known of the view before its first pixel.
LYAP_EXPORT(head) void head() {
  const ViewShare& share = worker().share;
  const RenderSpec& spec = share.spec();
  const Recipe recipe = recipe_of(spec, share.palette(), kPaletteDepth, {});
  const PngImage image = painted_file_of(spec.size, look_of(spec, share.palette(), kPaletteDepth));
  JsonObject json;
  json.add_text("kind", "view")
      .add("size", fmt::format("[{},{}]", spec.size.width, spec.size.height))
      .add_text("command", command_line_of(recipe))
      .add("fields", json_of(recipe.fields))
      .add_text("precision", name_of(spec.precision))
      .add_text("format", image.palette.empty() ? "rgb24" : "indexed8");
  if (!image.palette.empty()) json.add("colors", json_of(image.palette));
  answer(json.text());
}

/// The first row of a level in a band, and how many.
LYAP_EXPORT(first_row) int first_row(int step, std::size_t band) {
  return worker().share.rows_of(step, band).first;
}
LYAP_EXPORT(row_count) int row_count(int step, std::size_t band) {
  return worker().share.rows_of(step, band).count;
}

/// Pixels of a row of a level.
LYAP_EXPORT(column_count) int column_count(int step) {
  return ExponentField::along(worker().share.spec().size.width, step);
}

LYAP_EXPORT(sample) void sample(int step, std::size_t band) {
  worker().bytes = std::as_bytes(worker().share.sample(step, band));
}
/// The same as they were computed, float or double.
LYAP_EXPORT(exponents) void exponents(int step, std::size_t band) {
  worker().bytes = worker().share.exponents(step, band);
}
LYAP_EXPORT(paint) void paint(int step, std::size_t band) {
  worker().bytes = worker().share.paint(step, band);
}
LYAP_EXPORT(average) int average(std::size_t band) {
  worker().bytes = worker().share.average(band);
  return worker().share.averages_are_rgb() ? 1 : 0;
}
LYAP_EXPORT(steps) double steps() {
  return static_cast<double>(worker().share.steps());
}

/// Of the exponents in the request.
LYAP_EXPORT(histogram) void histogram() {
  const ExponentHistogram counted = histogram_of(floats_in(worker().request));
  answer(JsonObject()
             .add_number("min", counted.min)
             .add_number("max", counted.max)
             .add("counts", json_array(counted.counts, [](std::int64_t count) { return fmt::format("{}", count); }))
             .add_number("superstable", counted.superstable)
             .add_number("escaped", counted.escaped)
             .text());
}

}  // namespace lyap
