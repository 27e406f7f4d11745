#pragma once

#include "host/system/file_descriptor.h"

#include <filesystem>
#include <functional>
#include <string>

namespace lyap {

/// The name of a file that does not exist yet, kept for this process: another ReservedName, here or in another process,
/// does not choose it as long as this one lives. A hidden file beside it says so (reservation_path()), which is removed
/// at the end; the one of a process that was killed counts no more. Where that file cannot be made, in a folder without
/// permission or on a file system without locks, the name is free, and not kept.
class ReservedName {
 public:
  /// The first of candidate(1), candidate(2), … that no file has and nobody keeps.
  static ReservedName first_free(const std::function<std::string(int)>& candidate);

  ~ReservedName();
  ReservedName(const ReservedName&) = delete;
  ReservedName& operator=(const ReservedName&) = delete;
  ReservedName(ReservedName&& other) noexcept = default;
  ReservedName& operator=(ReservedName&&) = delete;

  const std::string& path() const { return path_; }

 private:
  explicit ReservedName(std::string path) : path_(std::move(path)) {}

  bool reserve();

  std::string path_;
  std::filesystem::path reservation_;
  FileDescriptor lock_;
};

}  // namespace lyap
