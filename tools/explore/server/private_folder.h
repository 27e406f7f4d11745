#pragma once

#include <filesystem>

namespace lyap {

/// A new folder that nobody else can read, removed with all that is in it.
class PrivateFolder {
 public:
  /// In `parent`. Throws Failure if none can be made there.
  explicit PrivateFolder(const std::filesystem::path& parent);
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  PrivateFolder(PrivateFolder&&) = delete;
  PrivateFolder& operator=(PrivateFolder&&) = delete;
  ~PrivateFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace lyap
