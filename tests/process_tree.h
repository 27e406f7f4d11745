#pragma once

#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
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

/// Waits until a process that is not ours has ended; false after a minute.
inline bool wait_for_end(pid_t process) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point patience = Clock::now() + std::chrono::minutes(1);
  while (::kill(process, 0) == 0) {
    if (Clock::now() > patience) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return errno == ESRCH;
}

}  // namespace lyap
