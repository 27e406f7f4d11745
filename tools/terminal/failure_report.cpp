#include "tools/terminal/failure_report.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/system/failure_text.h"
#include "tools/terminal/json_report.h"
#include "tools/terminal/standard_output.h"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The message without the middle of words that are no names any more: what somebody has pasted by mistake.
std::string with_short_words(std::string_view message) {
  constexpr std::size_t kLongest = 512;
  constexpr std::size_t kShown = 60;
  std::string shorter;
  while (!message.empty()) {
    const std::string_view word = message.substr(0, std::min(message.find(' '), message.size() - 1) + 1);
    if (word.size() <= kLongest) {
      shorter += word;
    } else {
      shorter += fmt::format("{}...{}", utf8_start(word, kShown), utf8_end(word, kShown));
    }
    message.remove_prefix(word.size());
  }
  return shorter;
}

}  // namespace

int report_error(std::string_view program, const std::string& message, int exit_code, ProgressStyle style) {
  const std::string text = printable(with_short_words(message));
  if (style == ProgressStyle::kJson) {
    print_report(
        fmt::format("{{\"event\": \"error\", \"text\": {}, \"exit_code\": {}}}\n", json_string(text), exit_code));
  } else {
    print_report(fmt::format("{}: error: {}\n", program, text));
  }
  return exit_code;
}

int report_failure(std::string_view program, const StopSignals& signals, ProgressStyle style) {
  try {
    throw;
  } catch (const Interrupted& error) {
    return report_error(program, error.what(), kSignalled + signals.received(), style);
  } catch (const std::exception& error) {
    return report_error(program, failure_text(error), kFailed, style);
  }
}

}  // namespace lyap
