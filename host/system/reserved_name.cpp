#include "host/system/reserved_name.h"

#include "host/system/file_lock.h"
#include "host/system/temporary_file.h"

#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

/// Also as a link that leads to nothing.
bool is_taken(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

}  // namespace

ReservedName ReservedName::first_free(const std::function<std::string(int)>& candidate) {
  for (int n = 1;; ++n) {
    ReservedName name(candidate(n));
    if (!is_taken(name.path_) && name.reserve()) return name;
  }
}

bool ReservedName::reserve() {
  const fs::path path = reservation_path(path_);
  FileDescriptor lock(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666));
  if (!lock) return true;
  if (!try_lock(lock.get())) return false;
  // Between opening and locking, who kept the name may have written its file and removed the reservation.
  if (!is_named(lock.get(), path)) return !is_taken(path_) && reserve();
  reservation_ = path;
  lock_ = std::move(lock);
  return !is_taken(path_);
}

ReservedName::~ReservedName() {
  if (lock_) ::unlink(reservation_.c_str());
}

}  // namespace lyap
