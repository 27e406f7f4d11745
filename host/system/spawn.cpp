#include "host/system/spawn.h"

#include "host/base/error.h"
#include "host/system/child_process.h"

#include <csignal>
#include <spawn.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace lyap {
namespace {

class SpawnAttributes {
 public:
  SpawnAttributes() {
    ::posix_spawnattr_init(&attributes_);
    sigset_t all;
    sigfillset(&all);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    sigset_t none;
    sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnAttributes() { ::posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;
  SpawnAttributes(SpawnAttributes&&) = delete;
  SpawnAttributes& operator=(SpawnAttributes&&) = delete;

  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

class SpawnStreams {
 public:
  SpawnStreams(StandardStreams streams, int kept_open) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_adddup2(&actions_, streams.input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, streams.output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, streams.errors, STDERR_FILENO);
    // Onto itself: it is then not closed in the program.
    if (kept_open >= 0) ::posix_spawn_file_actions_adddup2(&actions_, kept_open, kept_open);
  }
  ~SpawnStreams() { ::posix_spawn_file_actions_destroy(&actions_); }
  SpawnStreams(const SpawnStreams&) = delete;
  SpawnStreams& operator=(const SpawnStreams&) = delete;
  SpawnStreams(SpawnStreams&&) = delete;
  SpawnStreams& operator=(SpawnStreams&&) = delete;

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

}  // namespace

pid_t spawn(const Command& command, StandardStreams streams) {
  std::vector<std::string> words{command.program};
  words.insert(words.end(), command.arguments.begin(), command.arguments.end());
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_t id = -1;
  const int error = ::posix_spawnp(&id, command.program.c_str(), SpawnStreams(streams, command.kept_open).get(),
                                   SpawnAttributes().get(), pointers.data(), environ);
  if (error != 0) {
    throw Failure(fmt::format("cannot start '{}': {}{}", command.program, std::generic_category().message(error),
                              command.remedy));
  }
  return id;
}

}  // namespace lyap
