#include "host/backends/cpu/cpu_ceiling.h"
#include "tools/bench/compute_rows.h"
#include "tools/bench/picture.h"
#include "tools/bench/sections.h"
#include "tools/bench/textbook_loop.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>

namespace lyap {
namespace {

constexpr const char* kScalar = "cpu-scalar";

/// So many bands or more, and no fewer than show what a picture is like.
std::int64_t bands_of_sample(std::int64_t bands) {
  constexpr std::int64_t kLeastBands = 4;
  return std::max(static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(bands))), kLeastBands);
}

}  // namespace

std::vector<EarlyEndFigure> planned_early_end(const BenchPlan& plan, const std::vector<std::string>& backends) {
  const Size size = largest_of(plan.sizes);
  std::vector<EarlyEndFigure> figures;
  for (const std::string& backend : backends) {
    if (backend == kScalar && plan.backends.empty() && backends.size() > 1) continue;
    for (const Precision precision : plan.precisions) {
      for (const auto& [sequence, window] : plan.early_end_views) {
        for (const std::int64_t iterations : plan.early_end_iterations) {
          const RenderSpec spec = bench_spec(sequence, size, iterations, precision, window);
          EarlyEndFigure& figure = figures.emplace_back();
          figure.backend = backend;
          figure.picture = bench_picture(spec, sequence);
          figure.operations_per_step = operations_per_step(spec);
        }
      }
    }
  }
  return figures;
}

void measure_early_end(EarlyEndFigure& figure, const BenchPlan& plan, BenchMeter& meter) {
  const RenderSpec spec = spec_of(figure.picture);
  const std::shared_ptr<const Frame> by_brute_force = bench_frame(figure.picture, OrbitEnd::kBruteForce);
  const std::shared_ptr<const Frame> with_early_ends = bench_frame(figure.picture, OrbitEnd::kEarly);
  RowComputer computer(figure.backend, figure.picture, plan, 1, meter.stop());
  const RowSample sample = computer.some(bands_of_sample(units_filling(plan.seconds, [&](std::int64_t bands) {
    return computer.compute(by_brute_force, computer.some(bands)).counted;
  })));
  figure.rows = sample.rows();
  figure.passes = sample.passes;
  figure.steps_asked = steps_of(*by_brute_force, sample);
  // Slow as it is, the loop costs the same everywhere in a picture.
  const std::int64_t pixels =
      units_filling(plan.seconds / 4, [&](std::int64_t count) { return textbook_seconds(spec, count); });
  figure.textbook_steps = static_cast<double>(pixels) * static_cast<double>(figure.picture.iterations - 1);

  AroundRepeats ceiling(ceiling_meter(figure.backend, spec.precision, plan));
  AroundRepeats brute_force([&] { return computer.compute(by_brute_force, sample).counted; });
  for (int repeat = 0; repeat < plan.repeats; ++repeat) {
    meter.next();
    const ComputingTimes early = computer.compute(with_early_ends, sample);
    figure.steps_done = static_cast<double>(early.steps);
    figure.early_end_seconds.values.push_back(early.counted);
    brute_force.measure_into(figure.brute_force_seconds);
    figure.textbook_seconds.values.push_back(textbook_seconds(spec, pixels));
    ceiling.measure_into(figure.ceiling_operations_per_second);
  }
}

}  // namespace lyap
