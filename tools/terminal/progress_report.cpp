#include "tools/terminal/progress_report.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "tools/terminal/error_stream.h"
#include "tools/terminal/json_report.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

constexpr std::chrono::milliseconds kFirstDelay(500);
constexpr std::chrono::milliseconds kRedraw(100);
constexpr std::chrono::milliseconds kBetweenObjects(500);
constexpr std::chrono::milliseconds kBetweenLines(5000);

int terminal_columns() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool is_smart_terminal() {
  const char* term = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe): nothing changes the environment
  return isatty(STDERR_FILENO) != 0 && (term == nullptr || std::string(term) != "dumb");
}

ProgressStyle resolved(ProgressStyle style) {
  if (style != ProgressStyle::kAuto) return style;
  return is_smart_terminal() ? ProgressStyle::kBar : ProgressStyle::kLines;
}

std::chrono::milliseconds interval_of(ProgressStyle style) {
  if (style == ProgressStyle::kBar) return kRedraw;
  return style == ProgressStyle::kJson ? kBetweenObjects : kBetweenLines;
}

double seconds_left(const ProgressState& state, double seconds) {
  return state.share > 0 ? seconds * (1 - state.share) / state.share : 0;
}

double frames_per_second(const ProgressState& state, double seconds) {
  return seconds > 0 ? static_cast<double>(state.frames_done) / seconds : 0;
}

/// "756/1800 frames, 12.3 frames/s, 1:25 left, rendering waits".
std::string details_of(const ProgressState& state, double seconds) {
  std::vector<std::string> parts;
  if (state.frames > 0) {
    parts.push_back(fmt::format("{}/{} {}", state.frames_done, state.frames, state.unit));
    parts.push_back(fmt::format("{:.3g} {}/s", frames_per_second(state, seconds), state.unit));
  }
  if (state.share > 0) parts.push_back(fmt::format("{} left", clock_text(seconds_left(state, seconds))));
  if (!state.waiting.empty()) {
    const std::string other = state.waiting_for.empty() ? "" : fmt::format(" for {}", state.waiting_for);
    parts.push_back(fmt::format("{} waits{}", state.waiting, other));
  }
  if (state.stage == "opening" || state.stage == "finishing") parts.emplace_back(state.stage);
  if (!state.job.empty()) parts.emplace_back(state.job.substr(state.job.find_last_of('/') + 1));
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// The work does not wait for who reads of it.
void show(const std::string& text) {
  write_to_standard_error(text, {});
}

int whole_percent(double share) {
  return static_cast<int>(std::floor(share * 100));
}

}  // namespace

ProgressStyle parse_progress_style(const std::string& text) {
  if (text == "auto") return ProgressStyle::kAuto;
  if (text == "bar") return ProgressStyle::kBar;
  if (text == "lines") return ProgressStyle::kLines;
  if (text == "json") return ProgressStyle::kJson;
  if (text == "none") return ProgressStyle::kNone;
  throw InvalidInput(fmt::format("{} is not known: auto, bar, lines, json and none are accepted", in_quotes(text)));
}

std::string clock_text(double seconds) {
  const auto whole = static_cast<long long>(std::lround(std::clamp(seconds, 0.0, 1e9)));
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string progress_bar(const ProgressState& state, double seconds, int columns) {
  constexpr int kWidest = 60;
  constexpr int kNarrowest = 4;
  const std::string head = fmt::format("{:3} % ", whole_percent(state.share));
  const std::string tail = state.share > 0 ? " " + details_of(state, seconds) : "";
  // Room for the ^C that a terminal shows: a line that wraps could not be wiped away.
  const int room = std::max(columns - 3, 0);
  const int width = std::min(room - static_cast<int>(head.size() + tail.size()) - 2, kWidest);
  if (width < kNarrowest) return (head + tail).substr(0, static_cast<std::size_t>(room));
  const auto filled = static_cast<std::size_t>(state.share * width);
  return head + "[" + std::string(filled, '=') + std::string(static_cast<std::size_t>(width) - filled, ' ') + "]" +
         tail;
}

std::string progress_line(const ProgressState& state, double seconds) {
  return fmt::format("{} %: {}", whole_percent(state.share), details_of(state, seconds));
}

std::string progress_json(const ProgressState& state, double seconds) {
  return fmt::format(R"({{"event": "progress", "share": {:.6f}, "frames_done": {}, "frames": {}, "unit": {}, )"
                     R"("frames_per_second": {:.3f}, "seconds": {:.3f}, "seconds_left": {:.3f}, )"
                     R"("waiting": {}, "waiting_for": {}, "job": {}, "stage": {}}})",
                     state.share, state.frames_done, state.frames, json_string(state.unit),
                     frames_per_second(state, seconds), seconds, seconds_left(state, seconds),
                     json_string(state.waiting), json_string(state.waiting_for), json_string(state.job),
                     json_string(state.stage));
}

ProgressSchedule::ProgressSchedule(ProgressStyle style)
    : style_(style), next_(style == ProgressStyle::kLines ? kBetweenLines : kFirstDelay) {}

bool ProgressSchedule::is_due(double share, Duration passed) {
  const bool is_told_at_the_end = style_ == ProgressStyle::kJson && share >= 1;
  if (style_ == ProgressStyle::kNone || ended_ || is_told_at_the_end || passed < next_) return false;
  ended_ = share >= 1;
  next_ = passed + interval_of(style_);
  return true;
}

ProgressReport::ProgressReport(ProgressStyle style) : style_(resolved(style)), schedule_(style_) {}

ProgressReport::~ProgressReport() {
  clear();
}

void ProgressReport::update(const ProgressState& state) {
  const Clock::duration passed = Clock::now() - start_;
  if (!schedule_.is_due(state.share, passed)) return;
  const double seconds = std::chrono::duration<double>(passed).count();
  if (style_ == ProgressStyle::kBar) {
    show("\r" + progress_bar(state, seconds, terminal_columns()) + "\x1b[K");
    shown_ = true;
  } else {
    const bool json = style_ == ProgressStyle::kJson;
    show((json ? progress_json(state, seconds) : progress_line(state, seconds)) + "\n");
  }
}

void ProgressReport::finish(ProgressState state) {
  clear();
  if (style_ != ProgressStyle::kJson) return;
  state.share = 1;
  state.stage = "done";
  show(progress_json(state, std::chrono::duration<double>(Clock::now() - start_).count()) + "\n");
}

void ProgressReport::clear() {
  if (shown_) show("\r\x1b[K");
  shown_ = false;
}

}  // namespace lyap
