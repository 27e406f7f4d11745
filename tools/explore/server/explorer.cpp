#include "tools/explore/server/explorer.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/base/version.h"
#include "host/color/palette.h"
#include "host/explore/page_fields.h"
#include "host/explore/palette_strip.h"
#include "host/explore/point_reading.h"
#include "host/explore/view.h"
#include "host/jobs/film_job.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/still_job.h"
#include "host/output/picture_file.h"
#include "host/spec/command_line.h"
#include "tools/explore/server/json_fields.h"
#include "tools/explore/server/opened_file.h"
#include "tools/options/film_file_text.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::size_t kMostFieldBytes = std::size_t{1} << 29;
/// Of a view; larger pictures are rendered into files.
constexpr std::int64_t kMostPixels = std::int64_t{1} << 24;
constexpr std::size_t kMostClientName = 64;
constexpr int kCoarsest = 16;

std::string client_in(const nlohmann::json& body) {
  std::string client = text_in(body, "client");
  if (client.empty() || client.size() > kMostClientName) throw InvalidInput("client", "it has 1 to 64 characters");
  return client;
}

std::optional<std::int64_t> order_in(const nlohmann::json& body) {
  const auto found = body.find("order");
  if (found == body.end()) return std::nullopt;
  if (!found->is_number_integer()) throw InvalidInput("order", "it is no whole number");
  return found->get<std::int64_t>();
}

std::vector<int> steps_in(const nlohmann::json& body) {
  const auto found = body.find("levels");
  if (found == body.end()) return {4, 2, 1};
  std::vector<int> steps;
  if (found->is_array() && found->size() <= kCoarsest) {
    for (const nlohmann::json& step : *found) {
      const std::int64_t number = step.is_number_integer() ? step.get<std::int64_t>() : 0;
      const int most = steps.empty() ? kCoarsest : steps.back() - 1;
      if (number < 1 || number > most) break;
      steps.push_back(static_cast<int>(number));
    }
    if (!steps.empty() && steps.size() == found->size()) return steps;
  }
  throw InvalidInput("levels", fmt::format("they are numbers from {} down to 1", kCoarsest));
}

std::string palette_bytes(const std::vector<Rgb8>& colors) {
  std::string bytes;
  for (const Rgb8& color : colors) {
    for (const std::uint8_t level : {color.r, color.g, color.b}) bytes += static_cast<char>(level);
  }
  return bytes;
}

nlohmann::json palettes() {
  nlohmann::json list = nlohmann::json::array();
  for (const std::string& name : palette_names()) {
    list.push_back({{"name", name}, {"colors", base64(palette_bytes(palette_strip(find_palette(name))))}});
  }
  return list;
}

std::string head_of(const ViewHead& head, const Palette& palette) {
  const Recipe recipe = recipe_of(head.spec, palette, kPaletteDepth, {});
  const bool is_indexed = !head.image.palette.empty();
  nlohmann::json json{{"kind", "view"},
                      {"size", {head.spec.size.width, head.spec.size.height}},
                      {"command", command_line_of(recipe)},
                      {"fields", json_of(recipe.fields)},
                      {"precision", name_of(head.spec.precision)},
                      {"format", is_indexed ? "indexed8" : "rgb24"}};
  if (is_indexed) json["palette"] = base64(palette_bytes(head.image.palette));
  return text_of(json);
}

std::string rows_of(const ViewRows& rows) {
  nlohmann::json json{{"kind", "rows"},
                      {"level", rows.step},
                      {"first", rows.rows.first},
                      {"rows", rows.rows.count},
                      {"columns", rows.columns}};
  if (rows.averaged) {
    json["averaged"] = true;
    json["format"] = rows.is_rgb ? "rgb24" : "indexed8";
  }
  return text_of(json);
}

std::string end_of(const ViewEnd& end) {
  const ExponentHistogram& histogram = end.histogram;
  return text_of({{"kind", "end"},
                  {"steps", end.steps},
                  {"histogram",
                   {{"min", histogram.min},
                    {"max", histogram.max},
                    {"counts", histogram.counts},
                    {"superstable", histogram.superstable},
                    {"escaped", histogram.escaped}}}});
}

std::string error_part(nlohmann::json error) {
  error["kind"] = "error";
  return text_of(error);
}

nlohmann::json json_of(const PointReading& reading) {
  nlohmann::json rates = nlohmann::json::object();
  for (const auto& [letter, rate] : reading.rates) rates[std::string(1, letter)] = rate;
  const bool is_infinite = std::isinf(reading.exponent);
  return {{"rates", rates},
          {"exponent", is_infinite ? nlohmann::json() : nlohmann::json(reading.exponent)},
          {"infinite", !is_infinite ? 0 : (reading.exponent < 0 ? -1 : 1)},
          {"period", reading.period},
          {"precision", name_of(reading.precision)},
          {"orbit", reading.orbit},
          {"letters", reading.letters}};
}

void check_pixels(Size size) {
  if (std::int64_t{size.width} * size.height <= kMostPixels) return;
  throw InvalidInput("size", fmt::format("a view has up to {} pixels; render larger pictures into files", kMostPixels));
}

Settings with_film_output(Settings fields) {
  if (!fields.has("output")) fields.set("output", "film.mp4");
  return fields;
}

}  // namespace

Explorer::Explorer(ExplorerStart start, std::unique_ptr<Backend> backend)
    : start_(std::move(start)), backend_(std::move(backend)), clients_(kMostFieldBytes) {}

Settings Explorer::fields(const nlohmann::json& body, OrderedCommand command) const {
  Settings fields = fields_in(body);
  check_page_fields(command, fields, start_.palettes);
  return fields;
}

nlohmann::json Explorer::describe() {
  return {{"version", kVersion},
          {"backend", start_.backend_name},
          {"device", backend_.device()},
          {"initial", {{"command", name_of(start_.initial_command)}, {"fields", json_of(start_.initial)}}},
          {"defaults", json_of(start_.defaults)},
          {"palettes", palettes()},
          {"folder", start_.folder}};
}

nlohmann::json Explorer::command(const nlohmann::json& body) const {
  const OrderedCommand command = parse_ordered_command(text_in(body, "command", "render"));
  const Settings asked = fields(body, command);
  if (command == OrderedCommand::kAnimate) {
    const FilmJob job = read_film_job(with_film_output(asked));
    return {{"command", command_line_of(job)}, {"fields", json_of(recipe_of(job).fields)}};
  }
  const StillJob job = read_still_job(asked);
  const Recipe recipe = recipe_of(job.spec, job.palette, job.depth, job.annotations);
  return {{"command", command_line_of(recipe)}, {"fields", json_of(recipe.fields)}};
}

nlohmann::json Explorer::film_file(const nlohmann::json& body) const {
  const FilmJob job = read_film_job(with_film_output(fields(body, OrderedCommand::kAnimate)));
  return {{"toml", film_file_text(recipe_of(job))}};
}

nlohmann::json Explorer::point(const nlohmann::json& body) {
  const StillJob job = read_still_job(fields(body, OrderedCommand::kRender));
  constexpr int kLargest = 1'000'000;
  const int column = number_in(body, "column", 0, kLargest, 0);
  const int row = number_in(body, "row", 0, kLargest, 0);
  const int points = number_in(body, "points", 0, PointReading::kMostPoints, 0);
  const ComputeRow compute = [this](const std::shared_ptr<const Frame>& frame, const auto& use) {
    backend_.compute(frame, {0, 1}, stop_.get_token(), use);
  };
  return json_of(read_point(job.spec, column, row, points, compute));
}

nlohmann::json Explorer::open(std::string_view name, std::string_view bytes) const {
  const Recipe recipe = recipe_in_bytes(name, bytes, start_.ffmpeg, stop_.get_token());
  return {{"command", recipe.is_film ? "animate" : "render"}, {"fields", json_of(recipe.fields)}};
}

std::function<void(const PartStream::Write&)> Explorer::view(const nlohmann::json& body) {
  StillJob job = read_still_job(fields(body, OrderedCommand::kRender));
  check_pixels(job.spec.size);
  const View view{job.spec, job.palette, steps_in(body)};
  // The client's turn begins with its request, and not when the first part of the answer is sent.
  const auto turn = std::make_shared<ViewingClients::Turn>(clients_, client_in(body), order_in(body));
  return [this, view, turn](const PartStream::Write& write) {
    PartStream parts(write, [&turn] { turn->request_stop(); });
    const ViewCallbacks callbacks{[&](const ViewHead& head) { parts.send(head_of(head, view.palette)); },
                                  [&](const ViewRows& rows) { parts.send(rows_of(rows), rows.pixels); }};
    try {
      const ViewEnd end = render_view(view, backend_, start_.threads, turn->field(), callbacks, turn->stop());
      parts.send(end_of(end));
    } catch (const Interrupted&) {  // nobody waits for the rest
    } catch (const InvalidInput& error) {
      parts.send(error_part(json_of(error)));
    } catch (const std::exception& error) {
      parts.send(error_part(json_of_failure(error.what())));
    }
  };
}

}  // namespace lyap
