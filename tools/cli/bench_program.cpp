#include "tools/cli/bench_program.h"

#include "host/base/error.h"

#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

namespace lyap {

void become_bench_program(int argc, char** argv) {
  std::string name = "lyap-bench";
  std::vector<char*> arguments{name.data()};
  arguments.insert(arguments.end(), argv + 2, argv + argc);
  arguments.push_back(nullptr);
  std::error_code unknown;
  const std::string beside = std::filesystem::read_symlink("/proc/self/exe", unknown).replace_filename(name).string();
  ::execv(beside.c_str(), arguments.data());
  if (errno == ENOENT) ::execvp(name.c_str(), arguments.data());
  if (errno != ENOENT) {
    throw Failure(fmt::format("cannot run lyap-bench: {}", std::generic_category().message(errno)));
  }
  throw Failure(
      fmt::format("bench is a program of its own, lyap-bench, and is neither at '{}' nor on PATH; the packages of lyap "
                  "have it, and "
                  "`cmake --build` makes it with its target lyap-bench",
                  beside));
}

}  // namespace lyap
