#include "tools/terminal/standard_output.h"

#include "host/base/error.h"

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

std::string name_of_output(const std::string& output) {
  return output == "-" ? "standard output" : output;
}

void announce_stop() {
  if (isatty(STDERR_FILENO) != 0) print_report("\nlyap: finishing what there is; Ctrl-C again ends at once\n");
}

void refuse_terminal(std::string_view output, const std::string& field) {
  if (output != "-" || isatty(STDOUT_FILENO) == 0) return;
  throw InvalidInput(field, "- is standard output, which is a terminal; send it to a file or a program");
}

}  // namespace lyap
