#include "host/system/file_to_replace.h"

#include "host/base/checksum.h"
#include "host/base/error.h"
#include "host/base/text.h"

#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

std::string_view advice(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "; free some space or write elsewhere";
    case EFBIG:
      return "; the file-size limit is too low (see 'ulimit -f')";
    case EPIPE:
    case ECONNRESET:
      return "; the program that reads it has ended";
    case EACCES:
    case EPERM:
    case EROFS:
      return "; choose a place you may write to";
    default:
      return "";
  }
}

/// Nothing, and errno, when there is no such file.
std::optional<mode_t> mode_of(const char* path) {
  struct stat status = {};
  if (::stat(path, &status) != 0) return std::nullopt;
  return status.st_mode;
}

[[noreturn]] void fail(const std::string& path, int error) {
  throw FileFailure(fmt::format("cannot write '{}': {}", path, reason_of(error)));
}

}  // namespace

bool FileToReplace::is_special() const {
  return open_file || (mode && !S_ISREG(*mode));
}

FileToReplace find_file_to_replace(const std::string& path) {
  FileToReplace file{path, mode_of(path.c_str()), {}};
  if (!file.mode && errno != ENOENT) fail(path, errno);
  if (file.mode && S_ISDIR(*file.mode)) {
    throw FileFailure(fmt::format("cannot write '{}': it is a directory; name a file", path));
  }
  file.open_file = as_open_file_path(path);
  if (file.is_special()) return file;
  file.target = follow_links(path);
  const fs::path folder = folder_of(file.target);
  if (!mode_of(folder.c_str())) {
    throw FileFailure(
        fmt::format("cannot write '{}': there is no folder '{}'; create it first", path, folder.string()));
  }
  // Renaming would replace a write-protected file without asking.
  if (file.mode && ::faccessat(AT_FDCWD, file.target.c_str(), W_OK, AT_EACCESS) != 0) fail(path, errno);
  return file;
}

FileDescriptor open_replacement(const fs::path& name, int flags, const FileToReplace& replaced) {
  // The kernel applies the umask to a new file. A replaced file may be private: its copy is from the start.
  const mode_t mode = replaced.mode ? 0600 : 0666;
  FileDescriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, mode));
  // Not an error: some file systems know no permissions.
  if (file && replaced.mode) ::fchmod(file.get(), *replaced.mode & 0777U);
  return file;
}

fs::path follow_links(fs::path path) {
  // As many as Linux follows: then it is a loop.
  constexpr int kMaxLinks = 40;
  std::error_code error;
  for (int links = 0; links < kMaxLinks && fs::is_symlink(path, error); ++links) {
    const fs::path destination = fs::read_symlink(path, error);
    if (error) break;
    path = path.parent_path() / destination;
  }
  return path;
}

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

std::string shortened_name(const std::string& name) {
  constexpr std::size_t kLongest = 100;
  if (name.size() <= kLongest) return name;
  const std::string checksum = checksum_of(name);
  // Some file systems refuse names that are not UTF-8.
  return fmt::format("{}~{}", utf8_start(name, kLongest - 1 - checksum.size()), checksum);
}

std::string reason_of(int error) {
  return fmt::format("{}{}", std::generic_category().message(error), advice(error));
}

}  // namespace lyap
