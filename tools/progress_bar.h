#pragma once

#include <chrono>
#include <string>

namespace lyap {

/// One line on standard error that shows how far the work is. It appears only on a terminal and only when the work
/// takes longer than half a second, and is wiped away at the end.
class ProgressBar {
 public:
  /// A disabled bar never shows.
  explicit ProgressBar(bool enabled);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ProgressBar(ProgressBar&&) = delete;
  ProgressBar& operator=(ProgressBar&&) = delete;
  ~ProgressBar();

  /// `share` of the work, in [0, 1], is done.
  void update(double share);

  /// Wipes the line away.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool enabled_;
  bool shown_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_draw_;
};

/// The bar's line for a terminal of `columns` columns: share, bar and the time left. `seconds` is the time so far.
std::string progress_line(double share, double seconds, int columns);

/// 75 seconds as "1:15"; hours come in front when there are any.
std::string clock_text(double seconds);

}  // namespace lyap
