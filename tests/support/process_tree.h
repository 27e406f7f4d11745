#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace lyap {

/// What a file of /proc holds; nothing, or a part of it, where its process ends meanwhile. Read by the operator, which
/// takes errors for the end of the file: an iterator over the buffer would throw them.
inline std::string text_in(const std::filesystem::path& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

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

/// The state of the process or thread that has this folder in /proc: R where it runs or could, S where it sleeps until
/// something comes, Z where it has ended; X where there is none.
inline char state_in(const std::filesystem::path& folder) {
  const std::string stat = text_in(folder / "stat");
  // "PID (NAME) STATE …", and a name may hold brackets.
  const std::size_t bracket = stat.rfind(')');
  return bracket != stat.npos && bracket + 2 < stat.size() ? stat[bracket + 2] : 'X';
}

/// Whether all threads of a process sleep, so that what it waits for must come from outside.
inline bool is_idle(pid_t process) {
  std::error_code ended;
  const std::filesystem::directory_iterator threads("/proc/" + std::to_string(process) + "/task", ended);
  return !ended &&
         std::all_of(begin(threads), end(threads), [](const auto& thread) { return state_in(thread) == 'S'; });
}

/// Whether a process has blocked a signal, as one does that waits for it.
inline bool has_blocked(pid_t process, int signal) {
  constexpr std::string_view kMask = "SigBlk:";
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with(kMask)) continue;
    return (std::stoull(line.substr(kMask.size()), nullptr, 16) >> (signal - 1) & 1U) != 0;
  }
  return false;
}

/// Whether a process that is not ours still runs. One that has ended stays in the process table as a zombie where the
/// first process, which inherits orphans, does not care for them: in many containers.
inline bool is_running(pid_t process) {
  const char state = state_in("/proc/" + std::to_string(process));
  return state != 'Z' && state != 'X';
}

/// The running processes that were started with this in their environment, "NAME=VALUE", or whose parents were: whoever
/// their parents are now.
inline std::vector<pid_t> processes_started_with(const std::string& variable) {
  std::vector<pid_t> found;
  using Folder = std::filesystem::directory_iterator;
  std::error_code gone;
  for (Folder entry("/proc", gone); entry != Folder(); entry.increment(gone)) {
    const std::string name = entry->path().filename().string();
    if (name.find_first_not_of("0123456789") != name.npos) continue;
    const std::string environment = '\0' + text_in(entry->path() / "environ") + '\0';
    if (environment.find('\0' + variable + '\0') == environment.npos) continue;
    const pid_t process = std::stoi(name);
    if (is_running(process)) found.push_back(process);
  }
  return found;
}

/// Whether the process or thread that has this folder in /proc is just ending. Then the environment is gone already,
/// and files that it has locked may still be locked.
inline bool is_ending(const std::filesystem::path& folder) {
  constexpr unsigned kEnding = 0x4;  // PF_EXITING in <linux/sched.h>
  const std::string stat = text_in(folder / "stat");
  std::istringstream words(stat.substr(std::min(stat.rfind(')') + 1, stat.size())));
  char state = 'X';
  std::array<long, 5> skipped{};  // parent, group, session, terminal and its group
  unsigned flags = 0;
  words >> state;
  for (long& word : skipped) words >> word;
  return words >> flags && (flags & kEnding) != 0 && state != 'Z' && state != 'X';
}

/// Whether a thread of some process of the system is just ending.
inline bool is_any_process_ending() {
  using Folder = std::filesystem::directory_iterator;
  std::error_code gone;
  for (Folder process("/proc", gone); process != Folder(); process.increment(gone)) {
    if (process->path().filename().string().find_first_not_of("0123456789") != std::string::npos) continue;
    for (Folder thread(process->path() / "task", gone); thread != Folder(); thread.increment(gone)) {
      if (is_ending(thread->path())) return true;
    }
  }
  return false;
}

/// Waits until a process that is not ours has ended; false where it hangs.
inline bool wait_for_end(pid_t process) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point hanging = Clock::now() + std::chrono::minutes(20);
  while (is_running(process)) {
    if (Clock::now() > hanging) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace lyap
