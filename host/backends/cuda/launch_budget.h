#pragma once

#include <cstdint>

namespace lyap {

/// How many map steps a launch of a kernel may hold so that a GPU which also draws a screen stays usable: it should be
/// over within kLaunchSeconds, and must be within 0.05 s.
///
/// Nothing but learn() tells how fast kernels are: that depends on the sequence and on the picture. Until then a
/// twentieth of the peak is believed, as a guess of what kernels of long sequences, in global memory, reach; a device
/// at a fiftieth of its peak still ends its first launch within 0.05 s.
class LaunchBudget {
 public:
  static constexpr double kLaunchSeconds = 0.02;

  /// `steps_per_second`: what the device can do at most, finite and above 0.
  explicit LaunchBudget(double steps_per_second);

  /// Map steps that the next launch may hold: at least 1, otherwise at most what the device can do in kLaunchSeconds.
  double steps() const { return steps_; }

  /// Work of that many steps kept the device busy for so long. A slower figure counts at once; a faster one at most
  /// doubles the budget, so that an odd figure cannot lead to a launch of seconds.
  ///
  /// Ignored where a number is senseless (0, negative, NaN, infinite), and where the work was over too soon to tell
  /// that the device is slow. Work far smaller than the budget, the last rows of a picture, does not fill a device and
  /// makes it look slow: better leave it out.
  void learn(double steps, double seconds);

 private:
  double most_;
  double steps_;
};

/// Tiles that a launch may hold, `fewest` at least: with fewer, some multiprocessors have no work, and the launch takes
/// as long as with them. An orbit of many millions of steps cannot be cut.
std::int64_t tiles_within(const LaunchBudget& budget, double steps_per_tile, std::int64_t fewest);

}  // namespace lyap
