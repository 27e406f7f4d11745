#include "host/system/part_file.h"

#include "host/base/error.h"
#include "host/system/file_lock.h"
#include "host/system/give_name.h"
#include "host/system/part_name.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace lyap {

namespace {

bool is_regular(int file) {
  struct stat status = {};
  return ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace

PartFile::PartFile(const std::string& path, FileToReplace replaced)
    : final_path_(path), replaced_(std::move(replaced)) {
  int choice = 1;
  while (!take(part_path(path, replaced_.target, choice))) ++choice;
  if (::ftruncate(file_.get(), 0) != 0) {
    throw FileFailure(fmt::format("cannot write '{}': {}", path_, reason_of(errno)));
  }
  mark_as_part(file_.get(), true);
}

PartFile::~PartFile() {
  if (file_ && empty()) remove();
}

/// Opens and locks the file of that name, which is made if there is none. Returns false if it is not ours to overwrite.
bool PartFile::take(const std::string& name) {
  path_ = name;
  file_ = open_replacement(name, O_EXCL, replaced_);
  const bool is_new = static_cast<bool>(file_);
  if (!is_new && errno != EEXIST) {
    throw FileFailure(fmt::format("cannot write '{}': '{}': {}", final_path_, name, reason_of(errno)));
  }
  // Not through a link, and without waiting for the reader of a FIFO.
  if (!is_new) file_ = FileDescriptor(::open(name.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (!file_ || !is_regular(file_.get())) return false;
  if (!try_lock(file_.get())) {
    throw FileFailure(
        fmt::format("cannot write '{}': another lyap, or the ffmpeg of one, is still writing '{}'", final_path_, name));
  }
  // Between opening and locking, another lyap may have finished with the file and renamed or removed it.
  if (!is_named(file_.get(), name)) return take(name);
  return is_new || empty() || is_marked_as_part(file_.get());
}

bool PartFile::empty() const {
  struct stat status = {};
  return ::fstat(file_.get(), &status) == 0 && status.st_size == 0;
}

void PartFile::commit() {
  // After a power cut the name must not lead to a file whose bytes never reached the disk.
  int error = ::fsync(file_.get()) == 0 ? 0 : errno;
  if (error == 0) {
    mark_as_part(file_.get(), false);
    error = give_name(path_, replaced_.target);
  }
  if (error != 0) {
    throw FileFailure(
        fmt::format("cannot write '{}': {}; the finished film is '{}'", final_path_, reason_of(error), path_));
  }
  file_.reset();
}

void PartFile::remove() {
  ::unlink(path_.c_str());
  file_.reset();
}

}  // namespace lyap
