#pragma once

#include <cstdint>

namespace lyap {

/// How many map steps a launch of a kernel may hold so that a GPU which also draws a screen stays usable: it should be
/// over within kLaunchSeconds, and must be within 0.05 s.
///
/// The speed of a kernel depends on the sequence and the picture and is known from learn() only. Until then it is
/// assumed to be a twentieth of the peak, an estimate of what kernels of long sequences, in global memory, reach; a
/// device at a fiftieth of its peak still ends its first launch within 0.05 s.
class LaunchBudget {
 public:
  static constexpr double kLaunchSeconds = 0.02;

  /// `steps_per_second`: what the device can do at most, finite and above 0.
  explicit LaunchBudget(double steps_per_second);

  /// Map steps that the next launch may hold: at least 1, otherwise at most what the device can do in kLaunchSeconds.
  double steps() const { return steps_; }

  /// Reports that `steps` map steps kept the device busy for `seconds`. A slower rate than expected takes effect at
  /// once; a faster one at most doubles the budget, so that an outlier cannot lead to a launch of seconds.
  ///
  /// Ignored where a number is senseless (0, negative, NaN, infinite), and where the work was over too soon to tell
  /// that the device is slow. Work far smaller than the budget, the last rows of a picture, does not fill a device and
  /// makes it look slow: do not report it.
  void learn(double steps, double seconds);

 private:
  double max_steps_;
  double steps_;
};

/// Tiles that a launch may hold, `fewest` at least: with fewer, some multiprocessors have no work, and the launch takes
/// as long as with them. An orbit of many millions of steps cannot be cut.
std::int64_t tiles_within(const LaunchBudget& budget, double steps_per_tile, std::int64_t fewest);

}  // namespace lyap
