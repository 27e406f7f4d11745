#include "tools/bench/latency.h"

#include "host/base/error.h"
#include "host/system/child_process.h"
#include "tools/bench/bench_picture.h"
#include "tools/bench/cost.h"
#include "tools/bench/scratch_folder.h"

#include <algorithm>
#include <iterator>
#include <sstream>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kSequence = "AB";

LatencyFigure planned_figure(const BenchPlan& plan, const std::string& backend, Size size) {
  const RenderSpec spec = bench_spec(kSequence, size, plan.iterations.front(), Precision::kAutomatic);
  return {backend, bench_picture(spec, kSequence), {}};
}

Command command_of(const LatencyFigure& figure, const BenchPlan& plan, const std::string& path) {
  const BenchPicture& picture = figure.picture;
  const std::string line = fmt::format(
      "render {} --size {}x{} --iterations {} --precision {} --backend {} --threads {} --device {}", picture.sequence,
      picture.width, picture.height, picture.iterations, picture.precision, figure.backend, plan.threads, plan.device);
  std::istringstream words(line);
  std::vector<std::string> arguments{std::istream_iterator<std::string>(words), {}};
  if (plan.kernels_made == KernelsMade::kNever) arguments.emplace_back("--no-jit");
  arguments.insert(arguments.end(), {"-o", path});
  return {plan.program.empty() ? "/proc/self/exe" : plan.program, arguments, "", -1};
}

double seconds_of(const Command& command, const std::stop_token& stop) {
  const Stopwatch stopwatch;
  ChildProcess program(command);
  const ExitStatus end = program.wait(stop);
  const double seconds = stopwatch.seconds();
  if (stop.stop_requested()) throw Interrupted();
  if (!end.success()) throw Failure(program.exit_message());
  return seconds;
}

}  // namespace

std::vector<LatencyFigure> planned_latency(const BenchPlan& plan, const std::vector<std::string>& backends) {
  std::vector<LatencyFigure> figures;
  for (const std::string& backend : backends) {
    for (const Size size : plan.latency_sizes) figures.push_back(planned_figure(plan, backend, size));
  }
  return figures;
}

int latency_repeats(const BenchPlan& plan) {
  return std::max(plan.repeats, BenchPlan::kLeastStarts);
}

void measure_latency(std::vector<LatencyFigure>& figures, const BenchPlan& plan, BenchMeter& meter) {
  const ScratchFolder folder;
  const std::string path = folder / "picture.png";
  for (int repeat = -1; repeat < latency_repeats(plan); ++repeat) {
    for (LatencyFigure& figure : figures) {
      const bool counts = repeat >= 0;
      if (counts) meter.next(fmt::format("latency: {} {}", figure.backend, text_of(figure.picture)));
      const double seconds = seconds_of(command_of(figure, plan, path), meter.stop());
      if (counts) figure.seconds.values.push_back(seconds);
    }
  }
}

}  // namespace lyap
