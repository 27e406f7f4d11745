#include "host/system/text_tail.h"

#include "host/base/text.h"

namespace lyap {
namespace {

/// ffmpeg names its parts "[libx264 @ 0x55d0...]".
std::string without_addresses(std::string text) {
  constexpr std::string_view kStart = " @ 0x";
  for (std::size_t start = text.find(kStart); start != text.npos; start = text.find(kStart, start)) {
    const std::size_t end = text.find_first_not_of("0123456789abcdef", start + kStart.size());
    text.erase(start, end == text.npos ? end : end - start);
  }
  return text;
}

/// Without control characters, and without blanks at either end.
std::string tidy(std::string_view line) {
  std::string clean = printable(without_addresses(std::string(line)));
  clean.erase(0, clean.find_first_not_of(' '));
  return clean.erase(clean.find_last_not_of(' ') + 1);
}

}  // namespace

std::string last_lines(std::string_view text, std::size_t count, std::size_t longest) {
  std::string lines;
  while (!text.empty() && count > 0) {
    const std::size_t line_break = text.find_last_of("\r\n");
    const std::size_t start = line_break == text.npos ? 0 : line_break + 1;
    const std::string line = tidy(text.substr(start));
    if (!line.empty()) {
      lines.insert(0, lines.empty() ? line : line + "; ");
      --count;
    }
    text = text.substr(0, start == 0 ? 0 : start - 1);
  }
  return std::string(utf8_end(lines, longest));
}

}  // namespace lyap
