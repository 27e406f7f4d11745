#include "host/backends/cuda/cuda_launcher.h"

#include "host/backends/cuda/cuda_fma_rate.h"

#include <algorithm>
#include <type_traits>

namespace lyap {
namespace {

/// Map steps a second at most.
double peak_of(const CudaDeviceInfo& device, Precision precision) {
  // What is assumed of devices that do not tell their clock.
  constexpr double kAssumed = 1e12;
  constexpr double kFewestOperationsPerStep = 2;
  const double peak = peak_fma_rate(device, precision);
  return peak > 0 ? peak / kFewestOperationsPerStep : kAssumed;
}

}  // namespace

CudaLauncher::CudaLauncher(const CudaDeviceInfo& device, std::shared_ptr<SequenceKernels> made)
    : kernels_(std::move(made)), min_tiles_(std::max(device.multiprocessors, 1)), budgets_([&] {
        const LaunchBudget in_float(peak_of(device, Precision::kFloat));
        const LaunchBudget in_double(peak_of(device, Precision::kDouble));
        return std::array{in_float, in_float, in_float, in_double, in_double, in_double};
      }()) {}

template <class T>
KernelChoice CudaLauncher::choose(const PlaneView<T>& plane, std::shared_ptr<const StepListSource> step_list,
                                  const std::stop_token& stop) {
  constexpr Precision kPrecision = std::is_same_v<T, float> ? Precision::kFloat : Precision::kDouble;
  KernelChoice kernel{std::move(step_list)};
  if (kernel.step_list != nullptr) kernel.made = kernels_.find(*kernel.step_list, stop);
  const Kind kind = kernel.made != nullptr ? kMade : plane.form == Form::kScaled ? kOfAnyScaled : kOfAnyPlain;
  kernel.budget = &budgets_[first_budget_of(kPrecision) + kind];
  return kernel;
}

template <class T>
void CudaLauncher::shade(const KernelChoice& kernel, const DevicePlane<T>& plane, const BandView& band,
                         std::int64_t steps_per_orbit, unsigned long long* steps, const CudaStream& stream,
                         const std::stop_token& stop) {
  const double steps_per_tile = static_cast<double>(steps_per_orbit) * kTileThreads;
  const std::int64_t tiles_per_launch = tiles_within(*kernel.budget, steps_per_tile, min_tiles_);
  for (TileRange tiles{0, 0}; tiles.first < tile_count(band) && !stop.stop_requested(); tiles.first = tiles.end) {
    tiles.end = std::min(tiles.first + tiles_per_launch, tile_count(band));
    if (kernel.made != nullptr) {
      kernel.made->launch(plane.view(), band, tiles, steps, stream);
    } else {
      LYAP_CUDA_CALL(launch_band_kernel(plane.view(), band, tiles, steps, stream.get()));
    }
  }
}

void CudaLauncher::learn(const KernelChoice& kernel, std::int64_t tiles, double steps, double seconds) {
  // What does not fill the device, or is far less than a launch may hold, makes it look slow.
  if (tiles >= min_tiles_ && steps > kernel.budget->steps() / 2) kernel.budget->learn(steps, seconds);
  if (kernel.step_list != nullptr && kernel.made == nullptr) kernels_.add_work(*kernel.step_list, seconds);
}

int CudaLauncher::rows_of_band(const Frame& frame) const {
  constexpr double kSamples = 1 << 20;
  constexpr double kLaunches = 8;
  const std::size_t first = first_budget_of(frame.precision());
  const double steps = std::max({budgets_[first].steps(), budgets_[first + 1].steps(), budgets_[first + 2].steps()});
  const SampleGrid& grid = frame.plane().grid();
  const std::int64_t columns = (grid.along(frame.size().width) + TilePixel::kColumns - 1) / TilePixel::kColumns;
  const std::int64_t filling = (min_tiles_ + columns - 1) / columns;
  const std::int64_t wanted =
      std::int64_t{frame.plane().rows_within(kSamples, kLaunches * steps)} * grid.per_side / TilePixel::kRows;
  const std::int64_t sample_rows = std::max(filling, wanted) * TilePixel::kRows;
  return static_cast<int>(std::clamp<std::int64_t>(sample_rows / grid.per_side, 1, frame.size().height));
}

template KernelChoice CudaLauncher::choose(const PlaneView<float>&, std::shared_ptr<const StepListSource>,
                                           const std::stop_token&);
template KernelChoice CudaLauncher::choose(const PlaneView<double>&, std::shared_ptr<const StepListSource>,
                                           const std::stop_token&);
template void CudaLauncher::shade(const KernelChoice&, const DevicePlane<float>&, const BandView&, std::int64_t,
                                  unsigned long long*, const CudaStream&, const std::stop_token&);
template void CudaLauncher::shade(const KernelChoice&, const DevicePlane<double>&, const BandView&, std::int64_t,
                                  unsigned long long*, const CudaStream&, const std::stop_token&);

}  // namespace lyap
