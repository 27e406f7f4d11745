#include "tools/terminal/standard_output.h"

#include "host/base/error.h"
#include "tools/terminal/error_stream.h"

#include <cerrno>
#include <chrono>
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
  constexpr std::chrono::seconds kPatience(5);
  write_to_standard_error(text, kPatience);
}

std::string name_of_output(const std::string& output) {
  return output == "-" ? "standard output" : output;
}

void announce_stop() {
  // Without patience: who waits here hears no second signal.
  if (isatty(STDERR_FILENO) != 0) {
    write_to_standard_error("\nlyap: finishing what there is; Ctrl-C again ends at once\n", {});
  }
}

void refuse_terminal(std::string_view output, const std::string& field) {
  if (output != "-" || isatty(STDOUT_FILENO) == 0) return;
  throw InvalidInput(field, "- is standard output, which is a terminal; send it to a file or a program");
}

}  // namespace lyap
