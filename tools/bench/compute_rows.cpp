#include "tools/bench/compute_rows.h"

#include "host/backends/backend_registry.h"
#include "host/backends/cpu/cpu_ceiling.h"
#include "host/backends/cuda/cuda_fma_rate.h"
#include "host/base/error.h"
#include "host/base/stopwatch.h"
#include "tools/bench/picture.h"

#include <cstddef>
#include <utility>

namespace lyap {
namespace {

constexpr std::size_t kSlots = kSlotsPerDevice;

}  // namespace

RowComputer::RowComputer(const std::string& backend, const BenchPicture& picture, const BenchPlan& plan, int threads,
                         std::stop_token stop)
    : stop_(std::move(stop)),
      on_gpu_(is_on_gpu(backend)),
      backend_(find_backend(backend).create(
          {.slots = kSlots, .threads = threads, .devices = plan.device, .kernels_made = plan.kernels_made})),
      height_(picture.height) {
  usual_rows_ = low_rows_ = backend_->rows_per_band(*bench_frame(picture, OrbitEnd::kBruteForce));
  if (on_gpu_) return;
  // However long orbits are, a processor's band is not lower than a block.
  BenchPicture longest = picture;
  longest.iterations = RenderSpec::kMaxIterations;
  low_rows_ = backend_->rows_per_band(*bench_frame(longest, OrbitEnd::kBruteForce));
}

RowSample RowComputer::some(std::int64_t bands) const {
  const std::int64_t rows = bands * low_rows_;
  if (rows < height_) return bands_to_compute(bands, height_, low_rows_);
  return bands_to_compute((rows + usual_rows_ - 1) / usual_rows_, height_, usual_rows_);
}

RowSample RowComputer::whole(std::int64_t pictures) const {
  return bands_to_compute(pictures * ((height_ + usual_rows_ - 1) / usual_rows_), height_, usual_rows_);
}

ComputingTimes RowComputer::compute(const std::shared_ptr<const Frame>& frame, const RowSample& sample) {
  const std::size_t bands = sample.bands.size() * static_cast<std::size_t>(sample.passes);
  ComputingTimes times;
  double on_device = 0;
  const Stopwatch stopwatch;
  for (std::size_t step = 0; step < bands + kSlots; ++step) {
    const std::size_t slot = step % kSlots;
    if (step >= kSlots && step - kSlots < bands) {
      const Band band = backend_->wait(slot);
      on_device += band.computing;
      times.steps += band.steps;
    }
    if (stop_.stop_requested()) throw Interrupted();
    if (step < bands) backend_->submit(slot, frame, sample.bands[step % sample.bands.size()], stop_);
  }
  times.passed = stopwatch.seconds();
  times.counted = on_gpu_ ? on_device : times.passed;
  return times;
}

double steps_of(const Frame& frame, const RowSample& sample) {
  return frame.plane().total_steps() / frame.size().height * static_cast<double>(sample.rows() * sample.passes);
}

CudaDeviceInfo measured_gpu(const BenchPlan& plan) {
  const CudaDevices devices = find_cuda_devices();
  return devices.usable(devices.start(plan.device).front());
}

std::function<double()> ceiling_meter(const std::string& backend, Precision precision, const BenchPlan& plan) {
  if (is_on_gpu(backend)) {
    return [rate = peak_fma_rate(measured_gpu(plan), precision)] { return rate; };
  }
  if (!has_fma_units(backend)) return {};
  return [backend, precision, seconds = plan.seconds / 2] { return measure_fma_rate(backend, precision, seconds); };
}

}  // namespace lyap
