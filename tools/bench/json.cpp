#include "host/base/error.h"
#include "tools/bench/run.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include <fmt/format.h>

namespace lyap {

using Json = nlohmann::json;

namespace {

[[noreturn]] void refuse(const Json& place, const std::string& accepted) {
  throw Json::other_error::create(500, accepted, &place);
}

/// A list of the figures: what was measured, and what `derived` says follows from it.
template <class Figure, class Derived>
Json list_of(const std::vector<Figure>& figures, const Derived& derived) {
  Json list = Json::array();
  for (const Figure& figure : figures) {
    Json json = figure;
    json.update(derived(figure));
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace

// What the library finds by itself: how each struct becomes JSON and comes back. Members are named like keys.

inline void to_json(Json& json, const Sample& sample) {
  json = sample.values;
}

inline void from_json(const Json& json, Sample& sample) {
  json.get_to(sample.values);
}

inline void to_json(Json& json, const Range& range) {
  json = {range.min, range.max};
}

inline void from_json(const Json& json, Range& range) {
  if (!json.is_array() || json.size() != 2) refuse(json, "a list of two numbers is accepted");
  range = {json[0].get<double>(), json[1].get<double>()};
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(BenchWindow, a, b)

inline void to_json(Json& json, const BenchPicture& picture) {
  json = {{"sequence", picture.sequence},     {"width", picture.width},         {"height", picture.height},
          {"iterations", picture.iterations}, {"precision", picture.precision}, {"window", picture.window}};
}

inline void from_json(const Json& json, BenchPicture& picture) {
  json.at("sequence").get_to(picture.sequence);
  json.at("width").get_to(picture.width);
  json.at("height").get_to(picture.height);
  json.at("iterations").get_to(picture.iterations);
  json.at("precision").get_to(picture.precision);
  // Runs were saved before there were other windows than the default one.
  picture.window = json.contains("window") ? json["window"].get<BenchWindow>() : BenchWindow();
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(BenchBuild, version, commit, compiler, build_type, cuda)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(BenchGpu, name, multiprocessors, clock_hertz, compute_capability)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(BenchMachine, processor, cores, system, gpus)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RateFigure, backend, picture, rows, passes, steps, seconds,
                                   ceiling_operations_per_second, operations_per_step, bytes_per_pixel)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(EarlyEndFigure, backend, picture, rows, passes, steps_asked, steps_done,
                                   brute_force_seconds, early_end_seconds, textbook_steps, textbook_seconds,
                                   ceiling_operations_per_second, operations_per_step)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(StageFigure, stage, frames, seconds, cpu_seconds, unavailable)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PipelineFigure, backend, picture, threads, stages)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ScalingFigure::Point, threads, frames, seconds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ScalingFigure, backend, picture, points)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LatencyFigure, backend, picture, seconds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(BandwidthFigure, backend, bytes_per_second)

namespace {

Json rate_results(const RateFigure& rate) {
  return {{"steps_per_second", rate.steps_per_second()},
          {"share_of_ceiling", rate.has_ceiling() ? Json(rate.share_of_ceiling()) : Json()},
          {"spread", rate.seconds.spread()}};
}

Json early_end_results(const EarlyEndFigure& figure) {
  const bool has_ceiling = figure.has_ceiling();
  return {{"steps_share", figure.steps_share()},
          {"time_share", figure.time_share()},
          {"brute_force_steps_per_second", figure.brute_force_rate()},
          {"brute_force_share_of_ceiling", has_ceiling ? Json(figure.brute_force_share_of_ceiling()) : Json()},
          {"early_end_steps_per_second", figure.early_end_rate()},
          {"done_steps_per_second", figure.done_rate()},
          {"done_share_of_ceiling", has_ceiling ? Json(figure.done_share_of_ceiling()) : Json()},
          {"textbook_steps_per_second", figure.textbook_rate()},
          {"times_textbook", figure.times_textbook()},
          {"spread", figure.early_end_seconds.spread()}};
}

Json stage_results(const StageFigure& stage) {
  if (!stage.unavailable.empty()) return Json::object();
  return {{"frames_per_second", stage.frames_per_second()},
          {"cpu_seconds_per_frame", stage.cpu_seconds_per_frame()},
          {"spread", stage.seconds.spread()}};
}

Json pipeline_results(const PipelineFigure& pipeline) {
  return {{"stages", list_of(pipeline.stages, stage_results)}};
}

Json scaling_results(const ScalingFigure& scaling) {
  return {{"points", list_of(scaling.points, [&](const ScalingFigure::Point& point) {
             return Json{{"seconds_per_frame", point.seconds_per_frame()},
                         {"efficiency", scaling.efficiency(point)},
                         {"spread", point.seconds.spread()}};
           })}};
}

Json latency_results(const LatencyFigure& latency) {
  return {{"median_seconds", latency.seconds.median()}, {"spread", latency.seconds.spread()}};
}

Json bandwidth_results(const BandwidthFigure& bandwidth) {
  return {{"median_bytes_per_second", bandwidth.bytes_per_second.median()},
          {"spread", bandwidth.bytes_per_second.spread()}};
}

/// Throws where a median would fail: each list of times or rates has a number, and all of them are above 0. A ceiling
/// may be missing, CPU time is counted in ticks of which a short stage may see none, and what was not measured has
/// none.
void check_samples(const Json& place) {
  const bool was_measured = !place.is_object() || place.value("unavailable", "").empty();
  for (const auto& [key, value] : place.items()) {
    if (!value.is_array() || !(key.ends_with("seconds") || key.ends_with("per_second"))) {
      if (value.is_structured()) check_samples(value);
      continue;
    }
    const bool zero_is_accepted = key == "cpu_seconds";
    if (value.empty() && was_measured && key != "ceiling_operations_per_second") refuse(value, "it has no number");
    for (const Json& number : value) {
      if (number.is_number() && number.get<double>() > (zero_is_accepted ? -1e-300 : 0)) continue;
      refuse(value, zero_is_accepted ? "numbers from 0 on are accepted" : "numbers above 0 are accepted");
    }
  }
}

/// Throws where a count is none that its member can hold: the library would convert it without a look.
void check_counts(const Json& place) {
  constexpr std::string_view kInts[] = {"width", "height", "threads", "multiprocessors", "cores"};
  constexpr std::string_view kLongs[] = {"iterations", "rows", "passes", "frames"};
  const auto is_among = [](std::string_view key, const auto& keys) {
    return std::ranges::find(keys, key) != keys.end();
  };
  for (const auto& [key, value] : place.items()) {
    const bool is_int = place.is_object() && is_among(key, std::span(kInts));
    const bool is_count = is_int || (place.is_object() && is_among(key, std::span(kLongs)));
    if (value.is_structured()) check_counts(value);
    if (!is_count) continue;
    const std::uint64_t most = is_int ? std::numeric_limits<int>::max() : std::numeric_limits<std::int64_t>::max();
    const bool fits = value.is_number_unsigned() && value.get<std::uint64_t>() <= most;
    if (!fits) refuse(value, fmt::format("a whole number from 0 to {} is accepted", most));
  }
}

BenchRun run_of(const Json& json) {
  if (!json.is_object()) refuse(json, "a run is an object");
  if (json.at("format") != BenchRun::kFormat) {
    refuse(json["format"], fmt::format("this version of lyap reads format {}", BenchRun::kFormat));
  }
  check_samples(json);
  check_counts(json);
  const auto read = [&](const char* key, auto& value) { json.at(key).get_to(value); };
  BenchRun run;
  read("build", run.build);
  read("machine", run.machine);
  read("command", run.command);
  read("time", run.time);
  read("rates", run.rates);
  // Runs were saved before early ends were measured.
  if (json.contains("early_end")) read("early_end", run.early_end);
  read("pipelines", run.pipelines);
  read("scaling", run.scaling);
  read("latency", run.latency);
  read("bandwidth", run.bandwidth);
  return run;
}

/// What the library says without its number in front, "[json.exception.parse_error.101] parse error at line 1 ...".
std::string_view reason_of(std::string_view what) {
  const std::size_t end = what.find("] ");
  return end == what.npos ? what : what.substr(end + 2);
}

}  // namespace

std::string bench_json(const BenchRun& run) {
  const Json json{{"format", BenchRun::kFormat},
                  {"build", run.build},
                  {"machine", run.machine},
                  {"command", run.command},
                  {"time", run.time},
                  {"rates", list_of(run.rates, rate_results)},
                  {"early_end", list_of(run.early_end, early_end_results)},
                  {"pipelines", list_of(run.pipelines, pipeline_results)},
                  {"scaling", list_of(run.scaling, scaling_results)},
                  {"latency", list_of(run.latency, latency_results)},
                  {"bandwidth", list_of(run.bandwidth, bandwidth_results)}};
  // Numbers that are not finite become null, bytes that are not UTF-8 U+FFFD.
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

BenchRun parse_bench_json(const std::string& text, const std::string& name) {
  try {
    return run_of(Json::parse(text));
  } catch (const Json::exception& error) {
    throw InvalidInput(fmt::format("{}: {}", name, reason_of(error.what())));
  }
}

}  // namespace lyap
