#include "tools/bench/early_end.h"

#include "host/backends/backend_registry.h"
#include "host/backends/cpu/cpu_ceiling.h"
#include "tools/bench/bench_picture.h"
#include "tools/bench/ceiling.h"
#include "tools/bench/compute_rows.h"
#include "tools/bench/textbook_loop.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::size_t kSlots = 3;
constexpr const char* kCuda = "cuda";
constexpr const char* kScalar = "cpu-scalar";

EarlyEndFigure planned_figure(const std::string& backend, const std::string& sequence, const RenderSpec& spec) {
  EarlyEndFigure figure;
  figure.backend = backend;
  figure.picture = bench_picture(spec, sequence);
  figure.operations_per_step = operations_per_step(spec.sequence);
  return figure;
}

std::vector<std::string> measured_backends(const BenchPlan& plan, std::vector<std::string> backends) {
  if (plan.backends.empty() && backends.size() > 1) std::erase(backends, kScalar);
  return backends;
}

std::int64_t bit_ceil(std::int64_t number) {
  return static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(number)));
}

/// The rows of a figure, ready to be computed in both ways.
class EarlyEndMeter {
 public:
  EarlyEndMeter(const EarlyEndFigure& figure, const BenchPlan& plan, const std::stop_token& stop)
      : stop_(stop),
        on_gpu_(figure.backend == kCuda),
        backend_(find_backend(figure.backend)
                     .create({.slots = kSlots,
                              .threads = 1,
                              .devices = DeviceChoice::of({plan.device}),
                              .kernels_made = plan.kernels_made})),
        brute_force_(bench_frame(figure.picture, OrbitEnd::kBruteForce)),
        early_end_(bench_frame(figure.picture, OrbitEnd::kEarly)),
        rows_(*backend_, on_gpu_, figure.picture) {
    // Fewer places would not show what a picture is like.
    constexpr std::int64_t kLeastBands = 4;
    const std::int64_t bands = units_filling(
        plan.seconds, [&](std::int64_t count) { return seconds_of(compute(brute_force_, rows_.of(count))); });
    sample_ = rows_.of(std::max(bit_ceil(bands), kLeastBands));
  }

  const RowSample& sample() const { return sample_; }
  /// Map steps that brute force does.
  double steps_asked() const {
    return brute_force_->plane().total_steps() / brute_force_->size().height *
           static_cast<double>(sample_.rows() * sample_.passes);
  }
  double brute_force() { return seconds_of(compute(brute_force_, sample_)); }
  ComputingTimes early_end() { return compute(early_end_, sample_); }
  double seconds_of(const ComputingTimes& times) const { return on_gpu_ ? times.device_seconds : times.seconds; }

 private:
  ComputingTimes compute(const std::shared_ptr<const Frame>& frame, const RowSample& sample) {
    return compute_rows(*backend_, kSlots, frame, sample, stop_);
  }

  std::stop_token stop_;
  bool on_gpu_;
  std::unique_ptr<Backend> backend_;
  std::shared_ptr<const Frame> brute_force_;
  std::shared_ptr<const Frame> early_end_;
  RowSampler rows_;
  RowSample sample_;
};

}  // namespace

std::vector<EarlyEndFigure> planned_early_end(const BenchPlan& plan, const std::vector<std::string>& backends) {
  const auto pixels = [](Size size) { return static_cast<double>(size.width) * size.height; };
  const Size size = std::ranges::max(plan.sizes, {}, pixels);
  std::vector<EarlyEndFigure> figures;
  for (const std::string& backend : measured_backends(plan, backends)) {
    for (const Precision precision : plan.precisions) {
      for (const auto& [sequence, window] : plan.early_end_views) {
        for (const std::int64_t iterations : plan.early_end_iterations) {
          figures.push_back(
              planned_figure(backend, sequence, bench_spec(sequence, size, iterations, precision, window)));
        }
      }
    }
  }
  return figures;
}

void measure_early_end(EarlyEndFigure& figure, const BenchPlan& plan, BenchMeter& meter) {
  const std::string what = fmt::format("early end: {} {}", figure.backend, text_of(figure.picture));
  const RenderSpec spec = spec_of(figure.picture);
  EarlyEndMeter computer(figure, plan, meter.stop());
  figure.rows = computer.sample().rows();
  figure.passes = computer.sample().passes;
  figure.steps_asked = computer.steps_asked();
  // Slow as it is, the loop costs the same everywhere in a picture.
  const std::int64_t pixels =
      units_filling(plan.seconds / 4, [&](std::int64_t count) { return textbook_seconds(spec, count); });
  figure.textbook_steps = static_cast<double>(pixels) * static_cast<double>(figure.picture.iterations - 1);
  const auto ceiling = ceiling_meter(figure.backend, spec.precision, plan);

  double ceiling_before = ceiling ? ceiling() : 0;
  double brute_before = computer.brute_force();
  for (int repeat = 0; repeat < plan.repeats; ++repeat) {
    meter.next(what);
    const ComputingTimes early = computer.early_end();
    const double brute_after = computer.brute_force();
    figure.steps_done = static_cast<double>(early.steps);
    figure.early_end.values.push_back(computer.seconds_of(early));
    figure.brute_force.values.push_back((brute_before + brute_after) / 2);
    figure.textbook.values.push_back(textbook_seconds(spec, pixels));
    brute_before = brute_after;
    if (!ceiling) continue;
    const double ceiling_after = ceiling();
    figure.ceiling.values.push_back((ceiling_before + ceiling_after) / 2);
    ceiling_before = ceiling_after;
  }
}

}  // namespace lyap
