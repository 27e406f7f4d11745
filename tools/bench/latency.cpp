#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "host/base/stopwatch.h"
#include "host/system/child_process.h"
#include "tools/bench/picture.h"
#include "tools/bench/scratch_folder.h"
#include "tools/bench/sections.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

Command command_of(const LatencyFigure& figure, const BenchPlan& plan, const std::string& path) {
  const BenchPicture& picture = figure.picture;
  Command command{
      plan.program,
      {"render", picture.sequence, "--precision", picture.precision, "--backend", figure.backend, "-o", path},
      "; latency is that of lyap, which is to stand beside lyap-bench or on PATH",
      -1};
  const auto add = [&](const char* option, const std::string& value) {
    command.arguments.insert(command.arguments.end(), {option, value});
  };
  add("--size", fmt::format("{}x{}", picture.width, picture.height));
  add("--iterations", fmt::to_string(picture.iterations));
  add("--threads", fmt::to_string(plan.threads));
  if (is_on_gpu(figure.backend) && !plan.device.is_first()) {
    add("--device", fmt::to_string(plan.device.numbers().front()));
  }
  if (plan.kernels_made == KernelsMade::kNever) command.arguments.emplace_back("--no-jit");
  return command;
}

double seconds_of(const Command& command, const std::stop_token& stop) {
  const Stopwatch stopwatch;
  ChildProcess program(command);
  const ExitStatus end = program.wait({.stop = stop});
  const double seconds = stopwatch.seconds();
  if (stop.stop_requested()) throw Interrupted();
  if (!end.success()) throw Failure(program.exit_message());
  return seconds;
}

}  // namespace

std::vector<LatencyFigure> planned_latency(const BenchPlan& plan, const std::vector<std::string>& backends) {
  std::vector<LatencyFigure> figures;
  for (const std::string& backend : backends) {
    for (const Size size : plan.latency_sizes) {
      const RenderSpec spec = bench_spec("AB", size, plan.iterations.front(), Precision::kAutomatic);
      figures.push_back({backend, bench_picture(spec, "AB"), {}});
    }
  }
  return figures;
}

int latency_repeats(const BenchPlan& plan) {
  return std::max(plan.repeats, BenchPlan::kMinStarts);
}

void measure_latency(std::vector<LatencyFigure>& figures, const BenchPlan& plan, BenchMeter& meter) {
  const ScratchFolder folder;
  const std::string path = folder / "picture.png";
  for (int repeat = -1; repeat < latency_repeats(plan); ++repeat) {
    for (LatencyFigure& figure : figures) {
      const bool counts = repeat >= 0;
      if (counts) meter.next();
      const double seconds = seconds_of(command_of(figure, plan, path), meter.stop());
      if (counts) figure.seconds.values.push_back(seconds);
    }
  }
}

}  // namespace lyap
