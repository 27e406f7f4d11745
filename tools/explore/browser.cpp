#include "tools/explore/browser.h"

#include "host/base/error.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <spawn.h>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Browsers from sandboxes of their own see the user's runtime folder, but not always /tmp.
std::filesystem::path runtime_folder() {
  const char* folder = std::getenv("XDG_RUNTIME_DIR");
  return folder != nullptr && *folder != '\0' ? std::filesystem::path(folder) : std::filesystem::temp_directory_path();
}

/// Has the desktop open a file; whether there is a program that does.
bool open_with_desktop(const std::string& path) {
  std::string program = "xdg-open";
  std::string file = path;
  const std::vector<char*> arguments{program.data(), file.data(), nullptr};
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  // What a browser says belongs to nobody's terminal.
  for (const int descriptor : {0, 1, 2}) {
    ::posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0);
  }
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  // Ctrl-C in the terminal ends the explorer, not the browser; and signals are not blocked there.
  sigset_t none;
  sigemptyset(&none);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK);
  pid_t process = 0;
  const int error = ::posix_spawnp(&process, program.c_str(), &actions, &attributes, arguments.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  return error == 0;
}

}  // namespace

OpenedBrowser::OpenedBrowser(const std::string& url) {
  try {
    folder_.emplace(runtime_folder());
  } catch (const Failure&) {
    return;
  }
  std::error_code unusable;
  const std::filesystem::path page = folder_->path() / "explore.html";
  std::ofstream(page) << fmt::format(
      "<!doctype html><meta charset=\"utf-8\"><title>lyap</title>"
      "<meta http-equiv=\"refresh\" content=\"0; url={0}\"><a href=\"{0}\">lyap</a>\n",
      url);
  is_open_ = std::filesystem::exists(page, unusable) && open_with_desktop(page.string());
}

}  // namespace lyap
