#include "host/system/open_file_path.h"

#include "host/system/file_to_replace.h"

#include <charconv>
#include <string>
#include <system_error>

namespace lyap {
namespace {

namespace fs = std::filesystem;

std::optional<int> number_in(const std::string& text) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 0 ? std::optional(number) : std::nullopt;
}

/// Whether `folder`, without links, is /proc/PID/fd, or /proc/PID/task/TID/fd, in which a process has its open files.
bool has_open_files(const fs::path& folder) {
  return folder.filename() == "fd" && folder.native().starts_with("/proc/");
}

bool is_of_this_process(const fs::path& folder) {
  std::error_code error;
  const fs::path own = fs::canonical("/proc/self", error);
  return !error && folder.native().starts_with(own.native() + "/");
}

}  // namespace

std::optional<OpenFilePath> as_open_file_path(fs::path path) {
  // As many links as Linux follows.
  constexpr int kMaxLinks = 40;
  for (int links = 0; links < kMaxLinks; ++links) {
    std::error_code error;
    const fs::path folder = fs::canonical(folder_of(path), error);
    if (error) return std::nullopt;
    const std::optional<int> number = number_in(path.filename().string());
    if (has_open_files(folder) && number) {
      return OpenFilePath{is_of_this_process(folder) ? number : std::nullopt};
    }
    if (!fs::is_symlink(path, error)) return std::nullopt;
    path = path.parent_path() / fs::read_symlink(path, error);
  }
  return std::nullopt;
}

}  // namespace lyap
