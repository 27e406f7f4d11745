#pragma once

#include <filesystem>
#include <optional>

namespace lyap {

/// What a path means that leads to a file which some process has open: /dev/stdout, /dev/fd/3, /proc/PID/fd/3.
struct OpenFilePath {
  /// Its descriptor, if it is this process that has it open.
  std::optional<int> descriptor;
};

/// Nothing if the path is any other. Links are followed: /dev/stdout is one.
std::optional<OpenFilePath> as_open_file_path(std::filesystem::path path);

}  // namespace lyap
