#include "host/system/give_name.h"

#include "host/system/file_descriptor.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyap {
namespace {

/// All of them speak of what is replaced, or of the folder.
bool may_be_written_over(int error) {
  return error == EBUSY || error == EPERM || error == EACCES || error == EXDEV;
}

int copy_bytes(int from, int to, off_t size) {
  off_t copied = 0;
  while (copied < size) {
    const ssize_t count = ::sendfile(to, from, &copied, static_cast<std::size_t>(size - copied));
    if (count < 0 && errno != EINTR) return errno;
    if (count == 0) return EIO;  // it has become shorter
  }
  return ::ftruncate(to, size) == 0 && ::fsync(to) == 0 ? 0 : errno;
}

/// Makes room for a longer content before anything of the old one is lost.
int make_room(int file, off_t old_size, off_t size) {
  if (size <= old_size) return 0;
  const int error = ::posix_fallocate(file, 0, size);
  if (error != 0 && ::ftruncate(file, old_size) != 0) return errno;
  return error;
}

}  // namespace

int give_name(const std::filesystem::path& file, const std::filesystem::path& name) {
  if (std::rename(file.c_str(), name.c_str()) == 0) return 0;
  const int error = errno;
  if (!may_be_written_over(error)) return error;
  const FileDescriptor from(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  const FileDescriptor to(::open(name.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat source = {};
  struct stat replaced = {};
  const bool opened = from && to && ::fstat(from.get(), &source) == 0 && ::fstat(to.get(), &replaced) == 0;
  if (!opened || !S_ISREG(replaced.st_mode)) return error;
  if (const int no_room = make_room(to.get(), replaced.st_size, source.st_size); no_room != 0) return no_room;
  const int failed = copy_bytes(from.get(), to.get(), source.st_size);
  if (failed == 0) ::unlink(file.c_str());
  return failed;
}

}  // namespace lyap
