#include "host/system/file_place.h"

#include "host/system/file_to_replace.h"

#include <optional>
#include <sys/stat.h>
#include <system_error>

namespace lyap {
namespace {

namespace fs = std::filesystem;

std::optional<struct stat> status_of(const fs::path& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

/// Whether both exist and are the same thing, under whatever names.
bool is_same_inode(const std::optional<struct stat>& a, const std::optional<struct stat>& b) {
  return a && b && a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

}  // namespace

fs::path file_place(const fs::path& path) {
  const fs::path file = follow_links(path);
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(fs::absolute(folder_of(file), error), error);
  return (error ? fs::absolute(folder_of(file)).lexically_normal() : folder) / file.filename();
}

bool is_same_file(const fs::path& a, const fs::path& b) {
  const fs::path place_a = file_place(a);
  const fs::path place_b = file_place(b);
  if (place_a == place_b) return true;
  if (place_a.filename() == place_b.filename() &&
      is_same_inode(status_of(place_a.parent_path()), status_of(place_b.parent_path()))) {
    return true;
  }
  // One file under two names that are no hard links, or what is written in place.
  const std::optional<struct stat> file = status_of(place_a);
  return is_same_inode(file, status_of(place_b)) && (file->st_nlink == 1 || !S_ISREG(file->st_mode));
}

}  // namespace lyap
