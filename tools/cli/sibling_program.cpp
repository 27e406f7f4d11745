#include "tools/cli/sibling_program.h"

#include "host/base/error.h"

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

namespace lyap {

bool is_sibling(const std::string& command) {
  return command == "bench" || command == "explore";
}

void become_sibling(const std::string& command, int argc, char** argv) {
  std::string name = "lyap-" + command;
  std::vector<char*> arguments{name.data()};
  arguments.insert(arguments.end(), argv + 2, argv + argc);
  arguments.push_back(nullptr);
  std::error_code unknown;
  const std::string beside = std::filesystem::read_symlink("/proc/self/exe", unknown).replace_filename(name).string();
  ::execv(beside.c_str(), arguments.data());
  if (errno == ENOENT) ::execvp(name.c_str(), arguments.data());
  if (errno != ENOENT) {
    throw Failure(fmt::format("cannot run {}: {}", name, std::generic_category().message(errno)));
  }
  throw Failure(fmt::format(
      "{0} is a program of its own, {1}, and is neither at '{2}' nor on PATH; the packages of lyap have it, "
      "and `cmake --build` makes it with its target {1}",
      command, name, beside));
}

}  // namespace lyap
