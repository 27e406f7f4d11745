#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace lyap {

/// The processes that `parent` has started and that still run.
inline std::vector<pid_t> children_of(pid_t parent) {
  std::vector<pid_t> children;
  const std::string id = std::to_string(parent);
  // A child belongs to the thread that started it, and any thread may have.
  for (const auto& thread : std::filesystem::directory_iterator("/proc/" + id + "/task")) {
    std::ifstream list(thread.path() / "children");
    for (pid_t child = 0; list >> child;) children.push_back(child);
  }
  return children;
}

/// Whether a process that is not ours still runs. One that has ended stays in the process table as a zombie where the
/// first process, which inherits orphans, does not care for them: in many containers.
inline bool is_running(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  const std::string stat{std::istreambuf_iterator<char>(file), {}};
  // "PID (NAME) STATE …", and a name may hold brackets.
  const std::size_t bracket = stat.rfind(')');
  return bracket != stat.npos && bracket + 2 < stat.size() && stat[bracket + 2] != 'Z' && stat[bracket + 2] != 'X';
}

/// Waits until a process that is not ours has ended; false after a minute.
inline bool wait_for_end(pid_t process) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point patience = Clock::now() + std::chrono::minutes(1);
  while (is_running(process)) {
    if (Clock::now() > patience) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace lyap
