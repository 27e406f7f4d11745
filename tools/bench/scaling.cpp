#include "tools/bench/scaling.h"

#include "host/backends/backend_registry.h"
#include "host/base/processor_count.h"
#include "tools/bench/bench_picture.h"
#include "tools/bench/compute_rows.h"

#include <algorithm>
#include <cstddef>
#include <memory>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::size_t kSlots = 3;

ScalingFigure planned_figure(const BenchPlan& plan, const std::string& backend, Size size) {
  const std::string sequence = "AB";
  const int most = plan.threads > 0 ? plan.threads : processor_count();
  const RenderSpec spec = bench_spec(sequence, size, plan.iterations.front(), Precision::kFloat);
  ScalingFigure figure{backend, bench_picture(spec, sequence), {}};
  for (const int threads : thread_counts(most)) figure.points.push_back({threads, 0, {}});
  return figure;
}

/// A backend with its frame, warmed up.
class FrameComputer {
 public:
  FrameComputer(const ScalingFigure& figure, int threads, const std::stop_token& stop)
      : stop_(stop),
        frame_(bench_frame(figure.picture, OrbitEnd::kEarly)),
        backend_(find_backend(figure.backend).create({.slots = kSlots, .threads = threads})),
        rows_(*backend_, false, figure.picture) {
    seconds_of(1);
  }

  double seconds_of(std::int64_t frames) {
    return compute_rows(*backend_, kSlots, frame_, rows_.whole(frames), stop_).seconds;
  }

 private:
  std::stop_token stop_;
  std::shared_ptr<const Frame> frame_;
  std::unique_ptr<Backend> backend_;
  RowSampler rows_;
};

}  // namespace

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
  const auto best =
      std::find_if(backends.begin(), backends.end(), [](const std::string& name) { return name != "cuda"; });
  std::vector<ScalingFigure> figures;
  if (best == backends.end()) return figures;
  for (const Size size : plan.scaling_sizes) figures.push_back(planned_figure(plan, *best, size));
  return figures;
}

void measure_scaling(ScalingFigure& figure, const BenchPlan& plan, BenchMeter& meter) {
  for (int repeat = 0; repeat < plan.repeats; ++repeat) {
    for (ScalingFigure::Point& point : figure.points) {
      meter.next(fmt::format("scaling: {} {} with {} thread{}", figure.backend, text_of(figure.picture), point.threads,
                             point.threads == 1 ? "" : "s"));
      // One at a time: what a backend of more threads than processors sets up holds for all that live with it.
      FrameComputer computer(figure, point.threads, meter.stop());
      if (repeat == 0) {
        point.frames = units_filling(plan.seconds, [&](std::int64_t frames) { return computer.seconds_of(frames); });
      }
      point.seconds.values.push_back(computer.seconds_of(point.frames));
    }
  }
}

}  // namespace lyap
