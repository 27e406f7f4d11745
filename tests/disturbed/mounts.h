#pragma once

#include "tests/support/temporary_folder.h"

#include <string>

namespace lyap {

/// Gives this process a mount namespace of its own, so that what it mounts nobody else sees, and it ends with the
/// process. Returns why that is not possible here, "" if it is.
std::string enter_mount_namespace();

/// Something mounted for as long as this lives.
class Mount {
 public:
  /// A file system in memory; `options` as "size=64k" or "nr_inodes=10". Throws std::system_error.
  static Mount small_disk(const std::string& folder, const std::string& options);
  /// The file or folder `source` once more, as `target`.
  static Mount once_more(const std::string& source, const std::string& target);

  ~Mount();
  Mount(const Mount&) = delete;
  Mount& operator=(const Mount&) = delete;
  Mount(Mount&&) = delete;
  Mount& operator=(Mount&&) = delete;

  void set_read_only(bool read_only) const;

 private:
  explicit Mount(std::string target) : target_(std::move(target)) {}

  std::string target_;
};

}  // namespace lyap
