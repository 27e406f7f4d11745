#include "host/system/part_file.h"

#include "host/base/error.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

/// Whether the open file still has that name.
bool is_named(int file, const std::string& path) {
  struct stat open = {};
  struct stat named = {};
  return ::fstat(file, &open) == 0 && ::lstat(path.c_str(), &named) == 0 && open.st_dev == named.st_dev &&
         open.st_ino == named.st_ino;
}

}  // namespace

PartFile::PartFile(const std::string& path, FileToReplace replaced)
    : final_path_(path), path_(part_path(path, replaced.target)), replaced_(std::move(replaced)) {
  // Between opening and locking, another lyap may have finished with the file and renamed or removed it.
  do {
    open();
  } while (!is_named(file_.get(), path_));
  if (::ftruncate(file_.get(), 0) != 0) {
    throw Failure(fmt::format("cannot write '{}': {}", path_, reason_of(errno)));
  }
}

PartFile::~PartFile() {
  if (file_ && empty()) remove();
}

void PartFile::open() {
  // Not through a link, and without waiting for the reader of a FIFO.
  file_ = open_replacement(path_, O_NOFOLLOW | O_NONBLOCK, replaced_);
  if (!file_) throw Failure(fmt::format("cannot write '{}': '{}': {}", final_path_, path_, reason_of(errno)));
  // File systems that know no locks are written to without.
  if (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    file_.reset();
    throw Failure(fmt::format("cannot write '{}': another lyap, or the ffmpeg of one, is still writing '{}'",
                              final_path_, path_));
  }
}

bool PartFile::empty() const {
  struct stat status = {};
  return ::fstat(file_.get(), &status) == 0 && status.st_size == 0;
}

void PartFile::commit() {
  // After a power cut the name must not lead to a file whose bytes never reached the disk.
  if (::fsync(file_.get()) != 0 || std::rename(path_.c_str(), replaced_.target.c_str()) != 0) {
    throw Failure(fmt::format("cannot write '{}': {}", final_path_, reason_of(errno)));
  }
  file_.reset();
}

void PartFile::remove() {
  ::unlink(path_.c_str());
  file_.reset();
}

}  // namespace lyap
