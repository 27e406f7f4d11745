#include "host/backends/backend_registry.h"
#include "host/backends/cpu/cpu_ceiling.h"
#include "host/base/stopwatch.h"
#include "tools/bench/compute_rows.h"
#include "tools/bench/picture.h"
#include "tools/bench/sections.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>

namespace lyap {
namespace {

constexpr const char* kProcessor = "cpu";
constexpr const char* kCuda = "cuda";

/// Memory to store to, beyond the caches of all but the largest servers.
class StoreMeter {
 public:
  explicit StoreMeter(double seconds)
      : passes_(units_filling(seconds, [&](std::int64_t passes) { return store(passes); })) {}

  double bytes_per_second() {
    return static_cast<double>(passes_) * static_cast<double>(memory_.size()) / store(passes_);
  }

 private:
  /// Returns the seconds that took.
  double store(std::int64_t passes) {
    // Through a volatile pointer, for a compiler may leave out what nobody reads.
    void* (*volatile fill)(void*, int, std::size_t) = std::memset;
    const Stopwatch stopwatch;
    for (std::int64_t pass = 0; pass < passes; ++pass) fill(memory_.data(), static_cast<int>(pass), memory_.size());
    return stopwatch.seconds();
  }

  std::vector<std::byte> memory_ = std::vector<std::byte>(std::size_t{256} << 20);
  std::int64_t passes_;
};

}  // namespace

std::vector<RateFigure> planned_rates(const BenchPlan& plan, const std::vector<std::string>& backends) {
  std::vector<RateFigure> figures;
  const auto add = [&](const std::string& backend, const std::string& sequence, const RenderSpec& spec) {
    RateFigure& figure = figures.emplace_back();
    figure.backend = backend;
    figure.picture = bench_picture(spec, sequence);
    figure.operations_per_step = operations_per_step(spec);
    figure.bytes_per_pixel = static_cast<double>(bytes_per_pixel(PixelFormat::kIndexed8, 0));
  };
  for (const std::string& backend : backends) {
    for (const Precision precision : plan.precisions) {
      for (const std::string& sequence : plan.sequences) {
        for (const Size size : plan.sizes) {
          for (const std::int64_t iterations : plan.iterations) {
            add(backend, sequence, bench_spec(sequence, size, iterations, precision));
          }
        }
      }
    }
  }
  return figures;
}

void measure_rate(RateFigure& figure, const BenchPlan& plan, BenchMeter& meter) {
  RowComputer computer(figure.backend, figure.picture, plan, 1, meter.stop());
  // By brute force: what of the ceiling the step loop reaches is then comparable whatever a picture shows.
  const std::shared_ptr<const Frame> frame = bench_frame(figure.picture, OrbitEnd::kBruteForce);
  const RowSample sample = computer.some(units_filling(
      plan.seconds, [&](std::int64_t bands) { return computer.compute(frame, computer.some(bands)).passed; }));
  figure.rows = sample.rows();
  figure.passes = sample.passes;
  figure.steps = steps_of(*frame, sample);
  AroundRepeats ceiling(ceiling_meter(figure.backend, frame->precision(), plan));
  for (int repeat = 0; repeat < plan.repeats; ++repeat) {
    meter.next();
    figure.seconds.values.push_back(computer.compute(frame, sample).counted);
    ceiling.measure_into(figure.ceiling_operations_per_second);
  }
}

std::vector<BandwidthFigure> planned_bandwidth(const std::vector<std::string>& backends) {
  std::vector<BandwidthFigure> figures;
  if (std::ranges::any_of(backends, is_on_gpu)) figures.push_back({kCuda, {}});
  if (!std::ranges::all_of(backends, is_on_gpu)) figures.push_back({kProcessor, {}});
  return figures;
}

void measure_bandwidth(BandwidthFigure& figure, const BenchPlan& plan, BenchMeter& meter) {
  std::optional<StoreMeter> processor;
  if (!is_on_gpu(figure.backend)) processor.emplace(plan.seconds);
  for (int repeat = 0; repeat < plan.repeats; ++repeat) {
    meter.next();
    figure.bytes_per_second.values.push_back(processor ? processor->bytes_per_second()
                                                       : measured_gpu(plan).memory_bytes_per_second);
  }
}

}  // namespace lyap
