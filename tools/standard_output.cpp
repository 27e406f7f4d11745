#include "tools/standard_output.h"

#include "host/error.h"

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace lyap {

void print_answer(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written || errno == EPIPE) return;
  throw Failure(fmt::format("cannot write to standard output: {}", std::generic_category().message(errno)));
}

void print_report(const std::string& text) {
  std::fputs(text.c_str(), stderr);
}

void refuse_terminal(std::string_view output) {
  if (output != "-" || isatty(STDOUT_FILENO) == 0) return;
  throw InvalidInput("-o -: standard output is a terminal; send it to a file or a program");
}

}  // namespace lyap
