#include "tools/bench/bench_run.h"
#include "tools/bench/stage_costs.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

namespace lyap {
namespace {

using Json = nlohmann::ordered_json;

// Numbers that are not finite become null by themselves.

template <class Figure>
Json list_of(const std::vector<Figure>& figures, Json (*json_of)(const Figure&)) {
  Json list = Json::array();
  for (const Figure& figure : figures) list.push_back(json_of(figure));
  return list;
}

Json build_json(const BenchBuild& build) {
  return {{"version", build.version},
          {"commit", build.commit},
          {"compiler", build.compiler},
          {"build_type", build.build_type},
          {"cuda", build.cuda}};
}

Json gpu_json(const BenchGpu& gpu) {
  return {{"name", gpu.name},
          {"multiprocessors", gpu.multiprocessors},
          {"clock_hertz", gpu.clock_hertz},
          {"compute_capability", gpu.compute_capability}};
}

Json machine_json(const BenchMachine& machine) {
  return {{"processor", machine.processor},
          {"cores", machine.cores},
          {"system", machine.system},
          {"gpus", list_of(machine.gpus, gpu_json)}};
}

/// The window only where it is not the default one, which it was before there were others.
Json picture_json(const BenchPicture& picture) {
  Json json{{"sequence", picture.sequence},
            {"width", picture.width},
            {"height", picture.height},
            {"iterations", picture.iterations},
            {"precision", picture.precision}};
  const auto& [a, b] = picture.window;
  if (picture.window != BenchWindow()) json["window"] = {{"a", {a.min, a.max}}, {"b", {b.min, b.max}}};
  return json;
}

Json rate_json(const RateFigure& rate) {
  return {{"backend", rate.backend},
          {"picture", picture_json(rate.picture)},
          {"rows", rate.rows},
          {"passes", rate.passes},
          {"steps", rate.steps},
          {"seconds", rate.seconds.values},
          {"ceiling_operations_per_second", rate.ceiling.values},
          {"operations_per_step", rate.operations_per_step},
          {"bytes_per_pixel", rate.bytes_per_pixel},
          {"steps_per_second", rate.steps_per_second()},
          {"share_of_ceiling", rate.has_ceiling() ? Json(rate.share_of_ceiling()) : Json()},
          {"spread", rate.seconds.spread()}};
}

Json early_end_json(const EarlyEndFigure& figure) {
  const auto share = [&](double (EarlyEndFigure::*of_ceiling)() const) {
    return figure.has_ceiling() ? Json((figure.*of_ceiling)()) : Json();
  };
  return {{"backend", figure.backend},
          {"picture", picture_json(figure.picture)},
          {"rows", figure.rows},
          {"passes", figure.passes},
          {"steps_asked", figure.steps_asked},
          {"steps_done", figure.steps_done},
          {"brute_force_seconds", figure.brute_force.values},
          {"early_end_seconds", figure.early_end.values},
          {"textbook_steps", figure.textbook_steps},
          {"textbook_seconds", figure.textbook.values},
          {"ceiling_operations_per_second", figure.ceiling.values},
          {"operations_per_step", figure.operations_per_step},
          {"steps_share", figure.steps_share()},
          {"time_share", figure.time_share()},
          {"brute_force_steps_per_second", figure.brute_force_rate()},
          {"brute_force_share_of_ceiling", share(&EarlyEndFigure::brute_force_share_of_ceiling)},
          {"early_end_steps_per_second", figure.early_end_rate()},
          {"done_steps_per_second", figure.done_rate()},
          {"done_share_of_ceiling", share(&EarlyEndFigure::done_share_of_ceiling)},
          {"textbook_steps_per_second", figure.textbook_rate()},
          {"times_textbook", figure.times_textbook()},
          {"spread", figure.early_end.spread()}};
}

Json stage_json(const StageFigure& stage) {
  const bool measured = stage.unavailable.empty();
  return {{"stage", stage.stage},
          {"frames", stage.frames},
          {"seconds", stage.seconds.values},
          {"cpu_seconds", stage.cpu_seconds.values},
          {"unavailable", stage.unavailable},
          {"frames_per_second", measured ? Json(stage.frames_per_second()) : Json()},
          {"cpu_seconds_per_frame", measured ? Json(cpu_seconds_per_frame(stage)) : Json()},
          {"spread", measured ? Json(stage.seconds.spread()) : Json()}};
}

Json pipeline_json(const PipelineFigure& pipeline) {
  return {{"backend", pipeline.backend},
          {"picture", picture_json(pipeline.picture)},
          {"threads", pipeline.threads},
          {"stages", list_of(pipeline.stages, stage_json)}};
}

Json scaling_json(const ScalingFigure& scaling) {
  Json points = Json::array();
  for (const ScalingFigure::Point& point : scaling.points) {
    points.push_back({{"threads", point.threads},
                      {"frames", point.frames},
                      {"seconds", point.seconds.values},
                      {"seconds_per_frame", scaling.seconds_per_frame(point)},
                      {"efficiency", scaling.efficiency(point)},
                      {"spread", point.seconds.spread()}});
  }
  return {{"backend", scaling.backend}, {"picture", picture_json(scaling.picture)}, {"points", points}};
}

Json latency_json(const LatencyFigure& latency) {
  return {{"backend", latency.backend},
          {"picture", picture_json(latency.picture)},
          {"seconds", latency.seconds.values},
          {"median_seconds", latency.seconds.median()},
          {"spread", latency.seconds.spread()}};
}

Json bandwidth_json(const BandwidthFigure& bandwidth) {
  return {{"backend", bandwidth.backend},
          {"bytes_per_second", bandwidth.bytes_per_second.values},
          {"median_bytes_per_second", bandwidth.bytes_per_second.median()},
          {"spread", bandwidth.bytes_per_second.spread()}};
}

/// Indented JSON with each list of numbers on one line. Strings cannot be mistaken: JSON escapes their line breaks.
std::string with_samples_on_one_line(std::string_view json) {
  std::string lines;
  bool after_number = false;
  while (!json.empty()) {
    const std::string_view line = json.substr(0, json.find('\n'));
    json.remove_prefix(std::min(line.size() + 1, json.size()));
    const std::string_view content = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    const bool is_number = content.find_first_not_of("0123456789+-.eE,") == content.npos || content.starts_with("null");
    const bool joins = is_number || (after_number && content.starts_with(']'));
    if (!lines.empty()) lines += joins ? (after_number && is_number ? " " : "") : "\n";
    lines += joins ? content : line;
    after_number = is_number;
  }
  return lines + "\n";
}

}  // namespace

std::string bench_json(const BenchRun& run) {
  const Json json{{"format", BenchRun::kFormat},
                  {"build", build_json(run.build)},
                  {"machine", machine_json(run.machine)},
                  {"command", run.command},
                  {"time", run.time},
                  {"rates", list_of(run.rates, rate_json)},
                  {"early_end", list_of(run.early_end, early_end_json)},
                  {"pipelines", list_of(run.pipelines, pipeline_json)},
                  {"scaling", list_of(run.scaling, scaling_json)},
                  {"latency", list_of(run.latency, latency_json)},
                  {"bandwidth", list_of(run.bandwidth, bandwidth_json)}};
  constexpr int kIndent = 1;
  return with_samples_on_one_line(json.dump(kIndent, ' ', false, Json::error_handler_t::replace));
}

}  // namespace lyap
