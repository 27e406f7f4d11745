#include "host/system/process_activity.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>

namespace lyap {
namespace {

namespace fs = std::filesystem;

/// What /proc/PID/stat says of a process, see proc(5).
struct ProcessTimes {
  pid_t group = 0;
  std::uint64_t user = 0;
  std::uint64_t system = 0;
};

std::optional<ProcessTimes> times_of(const fs::path& process) {
  std::ifstream file(process / "stat");
  std::string line;
  std::getline(file, line);
  // The name of the program, in parentheses, may hold anything.
  const std::size_t name_end = line.rfind(')');
  if (name_end == line.npos) return std::nullopt;
  std::istringstream fields(line.substr(name_end + 1));
  std::string skipped;
  ProcessTimes times;
  fields >> skipped >> skipped >> times.group;
  for (int field = 6; field <= 13; ++field) fields >> skipped;
  fields >> times.user >> times.system;
  return fields ? std::optional(times) : std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> processor_ticks_of_group(pid_t group) {
  std::error_code error;
  std::uint64_t ticks = 0;
  bool found = false;
  for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!std::ranges::all_of(name, [](unsigned char c) { return std::isdigit(c) != 0; })) continue;
    const std::optional<ProcessTimes> times = times_of(entry->path());
    if (!times || times->group != group) continue;
    found = true;
    ticks += times->user + times->system;
  }
  return found ? std::optional(ticks) : std::nullopt;
}

}  // namespace lyap
