#pragma once

#include "host/base/error.h"
#include "host/system/file_descriptor.h"
#include "host/system/file_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <stdlib.h>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace lyap {

/// An empty folder among the system's temporary files, removed with all that is in it. It is locked while the program
/// runs: the next one removes those that killed programs have left.
class ScratchFolder {
 public:
  /// Throws Failure if it cannot be made.
  ScratchFolder() {
    std::error_code error;
    const std::filesystem::path place = std::filesystem::temp_directory_path(error);
    if (!error) remove_abandoned(place);
    std::string name = (place / (std::string(kStart) + "XXXXXX")).string();
    if (!error && ::mkdtemp(name.data()) == nullptr) error.assign(errno, std::generic_category());
    if (error) {
      throw Failure("cannot make a temporary folder: " + error.message() +
                    "; set TMPDIR to one that can be written to");
    }
    path_ = name;
    lock_ = open_folder(path_);
    if (lock_) try_lock(lock_.get());
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder(ScratchFolder&&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;

  /// The path of `name` in this folder.
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  static constexpr std::string_view kStart = "lyap-bench.";

  static FileDescriptor open_folder(const std::filesystem::path& path) {
    return FileDescriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  }

  static void remove_abandoned(const std::filesystem::path& place) {
    std::error_code error;
    for (std::filesystem::directory_iterator entry(place, error), end; !error && entry != end; entry.increment(error)) {
      if (!entry->path().filename().native().starts_with(kStart)) continue;
      const FileDescriptor folder = open_folder(entry->path());
      struct stat status = {};
      const bool is_ours = folder && ::fstat(folder.get(), &status) == 0 && status.st_uid == ::geteuid();
      // A new one is not locked at once, and is empty then.
      std::error_code ignored;
      const bool is_left = is_ours && !std::filesystem::is_empty(entry->path(), ignored) && try_lock(folder.get());
      if (is_left) std::filesystem::remove_all(entry->path(), ignored);
    }
  }

  std::filesystem::path path_;
  FileDescriptor lock_;
};

}  // namespace lyap
