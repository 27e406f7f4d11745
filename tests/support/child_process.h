#pragma once

#include <cerrno>
#include <exception>
#include <functional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace lyap {

/// What `action` returns, or the message of what it throws, in a child process, whose limits, user, umask and standard
/// output it may change.
inline std::string in_child(const std::function<std::string()>& action) {
  int ends[2] = {};
  if (::pipe(ends) != 0) return "no pipe";
  const pid_t child = ::fork();
  if (child == 0) {
    std::string said;
    try {
      said = action();
    } catch (const std::exception& error) {
      said = error.what();
    }
    const bool told = ::write(ends[1], said.data(), said.size()) == static_cast<ssize_t>(said.size());
    ::_exit(told ? 0 : 1);
  }
  ::close(ends[1]);
  std::string heard(4096, '\0');
  const ssize_t count = ::read(ends[0], heard.data(), heard.size());
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  heard.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return heard;
}

/// No process of ours runs or waits to be reaped.
inline bool has_no_children() {
  return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD;
}

}  // namespace lyap
