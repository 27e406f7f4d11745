#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace lyap {

/// How progress is shown on standard error. kAuto: a bar on a terminal, else a line every few seconds.
enum class ProgressStyle { kAuto, kBar, kLines, kJson, kNone };

/// Reads auto, bar, lines, json or none. Throws InvalidInput.
ProgressStyle parse_progress_style(const std::string& text);

/// How far the work is.
struct ProgressState {
  /// Of the whole work, in [0, 1].
  double share = 0;
  /// Frames of a film or batch that are done and that there are, or rows of a picture that is made in parts; 0 for a
  /// single picture.
  std::int64_t frames_done = 0;
  std::int64_t frames = 0;
  /// Which side waits for the other, and for which: "rendering", "encoder", "writing", or "" if that is not known.
  std::string_view waiting = {};
  std::string_view waiting_for = {};
  /// The output that is being made, "" for none.
  std::string_view job = {};
  /// "opening", "rendering", "finishing" or "done", "" where the work has no such parts.
  std::string_view stage = {};
  /// What counts as a frame: "frames" or "rows".
  std::string_view unit = "frames";
};

/// When a state of the work is shown. It knows no clock: `passed` is the time since the work began.
class ProgressSchedule {
 public:
  using Duration = std::chrono::steady_clock::duration;

  /// Any style but kAuto.
  explicit ProgressSchedule(ProgressStyle style);

  /// Whether to show the state of which `share` is done, and counts it as shown. A bar and JSON objects come after half
  /// a second, lines after five; then each style has its interval. The end is shown once at most; as a JSON object it
  /// is never: ProgressReport::finish() tells it.
  bool is_due(double share, Duration passed);

 private:
  ProgressStyle style_;
  bool ended_ = false;
  Duration next_;
};

/// Shows how far the work is: a bar that is cleared at the end, lines, or JSON objects, one a line. Nothing comes in
/// the first half second; so short work is silent.
class ProgressReport {
 public:
  explicit ProgressReport(ProgressStyle style);
  ProgressReport(const ProgressReport&) = delete;
  ProgressReport& operator=(const ProgressReport&) = delete;
  ProgressReport(ProgressReport&&) = delete;
  ProgressReport& operator=(ProgressReport&&) = delete;
  ~ProgressReport();

  void update(const ProgressState& state);

  /// The end of the work, which has no share and no stage of its own: told as a JSON object however short the work was.
  /// Wipes the bar away.
  void finish(ProgressState state);

  /// Wipes the bar away.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  ProgressStyle style_;
  ProgressSchedule schedule_;
  bool shown_ = false;
  Clock::time_point start_ = Clock::now();
};

/// The bar for a terminal of `columns` columns: share, bar, and what is known besides. `seconds` is the time so far.
std::string progress_bar(const ProgressState& state, double seconds, int columns);

/// The same as a line of text, and as a JSON object, both without an end of line. The object's keys: event
/// ("progress"), share, frames_done, frames, unit, frames_per_second, seconds and seconds_left, waiting, waiting_for,
/// job and stage.
std::string progress_line(const ProgressState& state, double seconds);
std::string progress_json(const ProgressState& state, double seconds);

/// 75 seconds as "1:15"; hours come in front when there are any.
std::string clock_text(double seconds);

}  // namespace lyap
