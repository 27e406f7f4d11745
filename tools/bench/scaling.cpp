#include "host/backends/backend_registry.h"
#include "host/base/processor_count.h"
#include "tools/bench/compute_rows.h"
#include "tools/bench/picture.h"
#include "tools/bench/sections.h"

#include <algorithm>
#include <memory>

namespace lyap {

std::vector<int> thread_counts(int most) {
  constexpr int kAllUpTo = 4;
  std::vector<int> counts;
  for (int threads = 1; threads < most; threads = threads < kAllUpTo ? threads + 1 : threads * 3 / 2) {
    counts.push_back(threads);
  }
  counts.push_back(most);
  return counts;
}

std::vector<ScalingFigure> planned_scaling(const BenchPlan& plan, const std::vector<std::string>& backends) {
  const auto best = std::ranges::find_if_not(backends, is_on_gpu);
  std::vector<ScalingFigure> figures;
  if (best == backends.end()) return figures;
  const int most = plan.threads > 0 ? plan.threads : processor_count();
  for (const Size size : plan.scaling_sizes) {
    const RenderSpec spec = bench_spec("AB", size, plan.iterations.front(), Precision::kFloat);
    ScalingFigure& figure = figures.emplace_back(ScalingFigure{*best, bench_picture(spec, "AB"), {}});
    for (const int threads : thread_counts(most)) figure.points.push_back({threads, 0, {}});
  }
  return figures;
}

void measure_scaling(ScalingFigure& figure, const BenchPlan& plan, BenchMeter& meter) {
  const std::shared_ptr<const Frame> frame = bench_frame(figure.picture, OrbitEnd::kEarly);
  for (int repeat = 0; repeat < plan.repeats; ++repeat) {
    for (ScalingFigure::Point& point : figure.points) {
      meter.next();
      // One at a time: what a backend of more threads than processors sets up holds for all that live with it.
      RowComputer computer(figure.backend, figure.picture, plan, point.threads, meter.stop());
      const auto seconds_of = [&](std::int64_t frames) {
        return computer.compute(frame, computer.whole(frames)).passed;
      };
      seconds_of(1);  // warms up
      if (repeat == 0) point.frames = units_filling(plan.seconds, seconds_of);
      point.seconds.values.push_back(seconds_of(point.frames));
    }
  }
}

}  // namespace lyap
