#include "host/system/part_name.h"

#include "host/system/file_descriptor.h"
#include "host/system/file_lock.h"
#include "host/system/file_to_replace.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <string>
#include <sys/xattr.h>
#include <system_error>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMark = "user.lyap.part";

/// Whether `path` is a part that was left by a run that is over.
bool is_left_part(const fs::path& path) {
  const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  return file && is_marked_as_part(file.get()) && !is_locked_elsewhere(file.get());
}

/// Renames without replacing, and returns an errno or 0; EEXIST where the name is taken.
int rename_to_free(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  // A file system that can rename only in the old way.
  std::error_code error;
  if (fs::exists(fs::symlink_status(to, error))) return EEXIST;
  return std::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

}  // namespace

fs::path part_path(const fs::path& path, const fs::path& target, int choice) {
  const std::string number = choice == 1 ? "" : fmt::format("-{}", choice);
  const std::string name =
      fmt::format("{}.part{}{}", shortened_name(target.stem().string()), number, path.extension().string());
  return target.has_parent_path() ? target.parent_path() / name : fs::path(name);
}

void mark_as_part(int file, bool is_part) {
  if (is_part) {
    ::fsetxattr(file, kMark, "1", 1, 0);
  } else {
    ::fremovexattr(file, kMark);
  }
}

bool is_marked_as_part(int file) {
  return ::fgetxattr(file, kMark, nullptr, 0) >= 0;
}

KeptPart keep_as_part(const fs::path& temporary, const fs::path& path, const fs::path& target, bool is_whole) {
  if (!is_whole) {
    const FileDescriptor file(::open(temporary.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file) mark_as_part(file.get(), true);
  }
  for (int choice = 1;; ++choice) {
    const fs::path part = part_path(path, target, choice);
    int error = rename_to_free(temporary, part);
    if (error == EEXIST && !is_left_part(part)) continue;
    if (error == EEXIST) error = std::rename(temporary.c_str(), part.c_str()) == 0 ? 0 : errno;
    return {error == 0 ? part : temporary, error};
  }
}

}  // namespace lyap
