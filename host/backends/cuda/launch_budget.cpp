#include "host/backends/cuda/launch_budget.h"

#include <algorithm>
#include <cmath>

namespace lyap {
namespace {

constexpr double kFewest = 1;
constexpr double kFirstShareOfPeak = 1.0 / 20;
constexpr double kLargestGrowth = 2;
/// What a launch costs besides its steps, some ten microseconds, is a hundredth of this.
constexpr double kShortestSeconds = 0.001;

bool is_sensible(double value) {
  return std::isfinite(value) && value > 0;
}

}  // namespace

LaunchBudget::LaunchBudget(double steps_per_second)
    : max_steps_(std::max(kFewest, steps_per_second * kLaunchSeconds)),
      steps_(std::max(kFewest, max_steps_ * kFirstShareOfPeak)) {}

void LaunchBudget::learn(double steps, double seconds) {
  if (!is_sensible(steps) || !is_sensible(seconds)) return;
  // That the work was over within the shortest time says how fast the device is at least, and no more. Were it not
  // heard, a budget that is far too small would stay so: its launches are all too short.
  const double fitting = steps / std::max(seconds, kShortestSeconds) * kLaunchSeconds;
  if (seconds < kShortestSeconds && fitting < steps_) return;
  steps_ = std::clamp(fitting, kFewest, std::min(kLargestGrowth * steps_, max_steps_));
}

std::int64_t tiles_within(const LaunchBudget& budget, double steps_per_tile, std::int64_t fewest) {
  const double most = std::min(budget.steps() / steps_per_tile, 1e9);
  return std::max(static_cast<std::int64_t>(most), fewest);
}

}  // namespace lyap
