#include "tools/farm/command_lines.h"

#include "host/base/error.h"
#include "host/spec/command_line.h"
#include "host/system/file_place.h"

#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

namespace lyap {

std::filesystem::path own_program() {
  std::error_code error;
  std::string program = std::filesystem::read_symlink("/proc/self/exe", error).string();
  if (error) throw Failure(fmt::format("cannot find out where this program is: {}", error.message()));
  // So Linux calls a program that an upgrade has replaced; parts tell whether the new one makes the same.
  constexpr std::string_view kReplaced = " (deleted)";
  if (program.ends_with(kReplaced)) program.resize(program.size() - kReplaced.size());
  return program;
}

std::string farm_command_line(const std::string& command, const FarmFolder& folder) {
  return fmt::format("{} farm {} {}", shell_word(own_program().string()), command,
                     shell_word(file_place(folder.path()).string()));
}

}  // namespace lyap
