#include "tools/bench/measure.h"

#include "host/backends/backend_registry.h"
#include "host/base/build_info.h"
#include "tools/bench/machine.h"
#include "tools/bench/sections.h"

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <set>

#include <fmt/chrono.h>

namespace lyap {
namespace {

/// The names of the backends to measure, best first.
std::vector<std::string> chosen_backends(const BenchPlan& plan) {
  std::set<std::string> wanted;
  for (const std::string& name : plan.backends) wanted.insert(find_backend(name).name);
  std::vector<std::string> chosen;
  for (const BackendDescription& backend : list_backends()) {
    if (wanted.empty() ? backend.unavailable.empty() : wanted.contains(backend.name)) chosen.push_back(backend.name);
  }
  check_devices(plan.device, chosen);
  return chosen;
}

/// The time now, UTC: 2026-11-22T12:34:56Z.
std::string time_text() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

BenchBuild this_build() {
  const BuildInfo info = build_info();
  return {info.version, info.commit, info.compiler, info.build_type, info.cuda};
}

/// All figures that are asked for, without numbers.
BenchRun planned_run(const BenchPlan& plan) {
  const std::vector<std::string> backends = chosen_backends(plan);
  const auto has = [&](BenchSection section) {
    return std::ranges::find(plan.sections, section) != plan.sections.end();
  };
  BenchRun run;
  if (has(BenchSection::kRates)) {
    run.rates = planned_rates(plan, backends);
    run.bandwidth = planned_bandwidth(backends);
  }
  if (has(BenchSection::kEarlyEnd)) run.early_end = planned_early_end(plan, backends);
  if (has(BenchSection::kStages)) run.pipelines = planned_pipelines(plan, backends);
  if (has(BenchSection::kScaling)) run.scaling = planned_scaling(plan, backends);
  if (has(BenchSection::kLatency)) run.latency = planned_latency(plan, backends);
  return run;
}

/// How often BenchMeter::next() will be called.
std::int64_t measurements_of(const BenchRun& run, const BenchPlan& plan) {
  std::size_t in_each_repeat = run.rates.size() + run.bandwidth.size() + run.early_end.size();
  for (const PipelineFigure& pipeline : run.pipelines) in_each_repeat += pipeline.stages.size();
  for (const ScalingFigure& scaling : run.scaling) in_each_repeat += scaling.points.size();
  return static_cast<std::int64_t>(in_each_repeat) * plan.repeats +
         static_cast<std::int64_t>(run.latency.size()) * latency_repeats(plan);
}

}  // namespace

BenchRun measure(const BenchPlan& plan, const std::function<void(double share)>& progress,
                 const std::stop_token& stop) {
  BenchRun run = planned_run(plan);
  run.build = this_build();
  run.machine = this_machine();
  run.time = time_text();
  BenchMeter meter(progress, stop, measurements_of(run, plan));
  for (RateFigure& figure : run.rates) measure_rate(figure, plan, meter);
  for (BandwidthFigure& figure : run.bandwidth) measure_bandwidth(figure, plan, meter);
  for (EarlyEndFigure& figure : run.early_end) measure_early_end(figure, plan, meter);
  for (PipelineFigure& figure : run.pipelines) measure_pipeline(figure, plan, meter);
  for (ScalingFigure& figure : run.scaling) measure_scaling(figure, plan, meter);
  if (!run.latency.empty()) measure_latency(run.latency, plan, meter);
  return run;
}

}  // namespace lyap
