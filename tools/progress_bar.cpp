#include "tools/progress_bar.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::chrono::milliseconds kPatience(500);
constexpr std::chrono::milliseconds kRedraw(100);

int terminal_columns() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool is_smart_terminal() {
  const char* term = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe): nothing changes the environment
  return isatty(STDERR_FILENO) != 0 && (term == nullptr || std::string(term) != "dumb");
}

}  // namespace

std::string clock_text(double seconds) {
  const auto whole = static_cast<long long>(std::lround(std::clamp(seconds, 0.0, 1e9)));
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string progress_line(double share, double seconds, int columns) {
  const double left = share > 0 ? seconds * (1 - share) / share : 0;
  const std::string head = fmt::format("{:3.0f} % ", std::floor(share * 100));
  const std::string tail = share > 0 ? fmt::format(" {} left", clock_text(left)) : "";
  const int width = std::min(columns - 1 - static_cast<int>(head.size() + tail.size()) - 2, 60);
  if (width < 4) return head + tail;
  const auto filled = static_cast<std::size_t>(share * width);
  return head + "[" + std::string(filled, '=') + std::string(static_cast<std::size_t>(width) - filled, ' ') + "]" +
         tail;
}

ProgressBar::ProgressBar(bool enabled) : enabled_(enabled && is_smart_terminal()), next_draw_(start_ + kPatience) {}

ProgressBar::~ProgressBar() {
  clear();
}

void ProgressBar::update(double share) {
  const Clock::time_point now = Clock::now();
  if (!enabled_ || now < next_draw_) return;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const std::string line = progress_line(share, seconds, terminal_columns());
  std::fprintf(stderr, "\r%s\x1b[K", line.c_str());
  std::fflush(stderr);
  shown_ = true;
  next_draw_ = now + kRedraw;
}

void ProgressBar::clear() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

}  // namespace lyap
