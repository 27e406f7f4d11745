#include "tools/bench/rates.h"

#include "host/backends/backend_registry.h"
#include "host/backends/cpu/cpu_ceiling.h"
#include "tools/bench/bench_picture.h"
#include "tools/bench/ceiling.h"
#include "tools/bench/compute_rows.h"

#include <cstddef>
#include <memory>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::size_t kSlots = 3;
constexpr const char* kCuda = "cuda";

RateFigure planned_rate(const std::string& backend, const std::string& sequence, const RenderSpec& spec) {
  RateFigure figure;
  figure.backend = backend;
  figure.picture = bench_picture(spec, sequence);
  figure.operations_per_step = operations_per_step(spec.sequence);
  figure.bytes_per_pixel = static_cast<double>(bytes_per_pixel(PixelFormat::kIndexed8, 0));
  return figure;
}

}  // namespace

std::vector<RateFigure> planned_rates(const BenchPlan& plan, const std::vector<std::string>& backends) {
  std::vector<RateFigure> figures;
  for (const std::string& backend : backends) {
    for (const Precision precision : plan.precisions) {
      for (const std::string& sequence : plan.sequences) {
        for (const Size size : plan.sizes) {
          for (const std::int64_t iterations : plan.iterations) {
            figures.push_back(planned_rate(backend, sequence, bench_spec(sequence, size, iterations, precision)));
          }
        }
      }
    }
  }
  return figures;
}

void measure_rate(RateFigure& figure, const BenchPlan& plan, BenchMeter& meter) {
  const std::string what = fmt::format("rates: {} {}", figure.backend, text_of(figure.picture));
  const auto backend = find_backend(figure.backend)
                           .create({.slots = kSlots,
                                    .threads = 1,
                                    .devices = DeviceChoice::of({plan.device}),
                                    .kernels_made = plan.kernels_made});
  // By brute force: what of the ceiling the step loop reaches is then comparable whatever a picture shows.
  const std::shared_ptr<const Frame> frame = bench_frame(figure.picture, OrbitEnd::kBruteForce);
  const RowSampler rows(*backend, figure.backend == kCuda, figure.picture);
  const auto compute = [&](const RowSample& sample) {
    return compute_rows(*backend, kSlots, frame, sample, meter.stop());
  };
  const auto ceiling = ceiling_meter(figure.backend, frame->precision(), plan);
  const RowSample sample =
      rows.of(units_filling(plan.seconds, [&](std::int64_t bands) { return compute(rows.of(bands)).seconds; }));
  figure.rows = sample.rows();
  figure.passes = sample.passes;
  figure.steps =
      frame->plane().total_steps() / figure.picture.height * static_cast<double>(figure.rows * figure.passes);
  double before = ceiling ? ceiling() : 0;
  for (int repeat = 0; repeat < plan.repeats; ++repeat) {
    meter.next(what);
    const ComputingTimes times = compute(sample);
    figure.seconds.values.push_back(figure.backend == kCuda ? times.device_seconds : times.seconds);
    if (!ceiling) continue;
    const double after = ceiling();
    figure.ceiling.values.push_back((before + after) / 2);
    before = after;
  }
}

}  // namespace lyap
