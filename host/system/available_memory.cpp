#include "host/system/available_memory.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kUnlimited = std::numeric_limits<std::uint64_t>::max();

std::uint64_t less(std::uint64_t limit, std::uint64_t used) {
  return limit > used ? limit - used : 0;
}

/// The number in a file; nothing if there is none, as in "max".
std::optional<std::uint64_t> number_in(const fs::path& path) {
  std::ifstream file(path);
  std::uint64_t number = 0;
  return file >> number ? std::optional(number) : std::nullopt;
}

/// Linux's own estimate of what can be used without pushing programs out, and what can be pushed out.
std::uint64_t left_on_machine() {
  std::ifstream file("/proc/meminfo");
  std::optional<std::uint64_t> available;
  std::uint64_t swap = 0;
  std::string key;
  std::string unit;
  for (std::uint64_t kib = 0; file >> key >> kib; std::getline(file, unit)) {
    if (key == "MemAvailable:") available = kib;
    if (key == "SwapFree:") swap = kib;
  }
  return available ? (*available + swap) * 1024 : kUnlimited;
}

/// What a control group's processes use that cannot be taken from them: all but the contents of files.
std::uint64_t used_by_group(const fs::path& group) {
  const std::uint64_t used = number_in(group / "memory.current").value_or(0);
  std::ifstream file(group / "memory.stat");
  std::uint64_t files = 0;
  std::string key;
  for (std::uint64_t bytes = 0; file >> key >> bytes;) {
    if (key == "active_file" || key == "inactive_file") files += bytes;
  }
  return less(used, files);
}

/// Of control groups, version 2: the least that the process's group and those around it have left.
std::uint64_t left_in_groups() {
  const fs::path root = "/sys/fs/cgroup";
  std::ifstream file("/proc/self/cgroup");
  std::string line;
  std::uint64_t left = kUnlimited;
  while (std::getline(file, line)) {
    if (!line.starts_with("0::/")) continue;
    for (fs::path group = line.substr(4);; group = group.parent_path()) {
      const std::optional<std::uint64_t> limit = number_in(root / group / "memory.max");
      if (limit) left = std::min(left, less(*limit, used_by_group(root / group)));
      if (group.empty()) break;
    }
  }
  return left;
}

std::uint64_t left_of_address_space() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return kUnlimited;
  const auto pages = number_in("/proc/self/statm");
  return less(limit.rlim_cur, pages.value_or(0) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)));
}

}  // namespace

std::uint64_t available_memory() {
  return std::min({left_on_machine(), left_in_groups(), left_of_address_space()});
}

}  // namespace lyap
