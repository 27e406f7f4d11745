#pragma once

#include <filesystem>
#include <string>

namespace lyap {

/// An empty folder among the system's temporary files, removed with all that is in it.
class ScratchFolder {
 public:
  /// Throws Failure if it cannot be made.
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder(ScratchFolder&&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;

  /// The path of `name` in this folder.
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace lyap
