#pragma once

#include "host/base/text.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace lyap {

/// Ends the program where `what` does not hold, as libFuzzer expects it of a finding.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "this does not hold: %s\n", what);
  std::abort();
}

/// A message stands on one line, and a terminal executes nothing of it.
inline void require_printable(std::string_view message) {
  require(!message.empty() && printable(message) == message, "messages are printable");
}

}  // namespace lyap
