#include "host/base/error.h"
#include "tools/bench/bench_run.h"
#include "tools/bench/json_place.h"

#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

template <class Figure>
std::vector<Figure> read_list(const JsonPlace& place, Figure (*read)(const JsonPlace&)) {
  std::vector<Figure> figures;
  for (const JsonPlace& element : place.elements()) figures.push_back(read(element));
  return figures;
}

Sample read_times(const JsonPlace& place) {
  return {place.numbers(Numbers::kPositive)};
}

BenchBuild read_build(const JsonPlace& build) {
  return {.version = build.member("version").text(),
          .commit = build.member("commit").text(),
          .compiler = build.member("compiler").text(),
          .build_type = build.member("build_type").text(),
          .cuda = build.member("cuda").text()};
}

BenchGpu read_gpu(const JsonPlace& gpu) {
  return {.name = gpu.member("name").text(),
          .multiprocessors = gpu.member("multiprocessors").small_whole(0),
          .clock_hertz = gpu.member("clock_hertz").number(Numbers::kNotNegative),
          .compute_capability = gpu.member("compute_capability").text()};
}

BenchMachine read_machine(const JsonPlace& machine) {
  return {.processor = machine.member("processor").text(),
          .cores = machine.member("cores").small_whole(1),
          .system = machine.member("system").text(),
          .gpus = read_list(machine.member("gpus"), read_gpu)};
}

Range read_range(const JsonPlace& range) {
  const std::vector<double> ends = range.numbers(Numbers::kPositive);
  if (ends.size() != 2) range.refuse("a list of two positive numbers");
  return {ends[0], ends[1]};
}

BenchWindow read_window(const JsonPlace& window) {
  if (window.is_missing()) return {};
  return {.a = read_range(window.member("a")), .b = read_range(window.member("b"))};
}

BenchPicture read_picture(const JsonPlace& picture) {
  return {.sequence = picture.member("sequence").text(),
          .width = picture.member("width").small_whole(1),
          .height = picture.member("height").small_whole(1),
          .iterations = picture.member("iterations").whole(2),
          .precision = picture.member("precision").text(),
          .window = read_window(picture.member("window"))};
}

Sample read_ceiling(const JsonPlace& ceiling) {
  if (ceiling.is_empty_list()) return {};
  return {ceiling.numbers(Numbers::kPositive)};
}

RateFigure read_rate(const JsonPlace& rate) {
  return {.backend = rate.member("backend").text(),
          .picture = read_picture(rate.member("picture")),
          .rows = rate.member("rows").whole(1),
          .passes = rate.member("passes").whole(1),
          .steps = rate.member("steps").number(Numbers::kPositive),
          .seconds = read_times(rate.member("seconds")),
          .ceiling = read_ceiling(rate.member("ceiling_operations_per_second")),
          .operations_per_step = rate.member("operations_per_step").number(Numbers::kPositive),
          .bytes_per_pixel = rate.member("bytes_per_pixel").number(Numbers::kPositive)};
}

EarlyEndFigure read_early_end(const JsonPlace& figure) {
  return {.backend = figure.member("backend").text(),
          .picture = read_picture(figure.member("picture")),
          .rows = figure.member("rows").whole(1),
          .passes = figure.member("passes").whole(1),
          .steps_asked = figure.member("steps_asked").number(Numbers::kPositive),
          .steps_done = figure.member("steps_done").number(Numbers::kPositive),
          .brute_force = read_times(figure.member("brute_force_seconds")),
          .early_end = read_times(figure.member("early_end_seconds")),
          .textbook_steps = figure.member("textbook_steps").number(Numbers::kPositive),
          .textbook = read_times(figure.member("textbook_seconds")),
          .ceiling = read_ceiling(figure.member("ceiling_operations_per_second")),
          .operations_per_step = figure.member("operations_per_step").number(Numbers::kPositive)};
}

/// Runs were saved before early ends were measured.
std::vector<EarlyEndFigure> read_early_ends(const JsonPlace& figures) {
  return figures.is_missing() ? std::vector<EarlyEndFigure>() : read_list(figures, read_early_end);
}

/// CPU seconds are counted in ticks, and a short stage may not see one.
StageFigure read_stage(const JsonPlace& stage) {
  const std::string unavailable = stage.member("unavailable").text();
  const std::string name = stage.member("stage").text();
  if (!unavailable.empty()) {
    return {name, stage.member("frames").whole(0), {}, {}, unavailable};
  }
  return {.stage = name,
          .frames = stage.member("frames").whole(1),
          .seconds = read_times(stage.member("seconds")),
          .cpu_seconds = {stage.member("cpu_seconds").numbers(Numbers::kNotNegative)},
          .unavailable = {}};
}

PipelineFigure read_pipeline(const JsonPlace& pipeline) {
  return {.backend = pipeline.member("backend").text(),
          .picture = read_picture(pipeline.member("picture")),
          .threads = pipeline.member("threads").small_whole(1),
          .stages = read_list(pipeline.member("stages"), read_stage)};
}

ScalingFigure::Point read_point(const JsonPlace& point) {
  return {.threads = point.member("threads").small_whole(1),
          .frames = point.member("frames").whole(1),
          .seconds = read_times(point.member("seconds"))};
}

ScalingFigure read_scaling(const JsonPlace& scaling) {
  return {.backend = scaling.member("backend").text(),
          .picture = read_picture(scaling.member("picture")),
          .points = read_list(scaling.member("points"), read_point)};
}

LatencyFigure read_latency(const JsonPlace& latency) {
  return {.backend = latency.member("backend").text(),
          .picture = read_picture(latency.member("picture")),
          .seconds = read_times(latency.member("seconds"))};
}

BandwidthFigure read_bandwidth(const JsonPlace& bandwidth) {
  return {.backend = bandwidth.member("backend").text(),
          .bytes_per_second = {bandwidth.member("bytes_per_second").numbers(Numbers::kPositive)}};
}

/// The library's reason without its number in front: "[json.exception.parse_error.101] parse error at line 1 ...".
std::string_view reason_of(std::string_view what) {
  const std::size_t end = what.find("] ");
  return end == what.npos ? what : what.substr(end + 2);
}

nlohmann::json parse_text(const std::string& text, const std::string& name) {
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::exception& error) {
    throw InvalidInput(fmt::format("{}: this is not JSON: {}", name, reason_of(error.what())));
  }
}

}  // namespace

BenchRun parse_bench_json(const std::string& text, const std::string& name) {
  const nlohmann::json json = parse_text(text, name);
  const JsonPlace run(json, name);
  const JsonPlace format = run.member("format");
  if (format.whole(0) != BenchRun::kFormat) {
    format.refuse(fmt::format("{}, the format that this version of lyap writes,", BenchRun::kFormat));
  }
  return {.build = read_build(run.member("build")),
          .machine = read_machine(run.member("machine")),
          .command = run.member("command").text(),
          .time = run.member("time").text(),
          .rates = read_list(run.member("rates"), read_rate),
          .early_end = read_early_ends(run.member("early_end")),
          .pipelines = read_list(run.member("pipelines"), read_pipeline),
          .scaling = read_list(run.member("scaling"), read_scaling),
          .latency = read_list(run.member("latency"), read_latency),
          .bandwidth = read_list(run.member("bandwidth"), read_bandwidth)};
}

}  // namespace lyap
