#include "host/output_file.h"

#include "host/error.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <limits.h>
#include <optional>
#include <poll.h>
#include <random>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStandardOutput = "-";
/// How soon a wait notices a stop request.
constexpr int kPollMilliseconds = 50;
/// What a pipe takes without blocking once poll() says that it has room.
constexpr std::size_t kPipePiece = PIPE_BUF;
constexpr std::size_t kFilePiece = std::size_t{1} << 20U;

std::string_view advice(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "; free some space or write elsewhere";
    case EFBIG:
      return "; the file-size limit is too low (see 'ulimit -f')";
    case EPIPE:
      return "; the program that reads it has ended";
    case EACCES:
    case EPERM:
    case EROFS:
      return "; choose a place you may write to";
    default:
      return "";
  }
}

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// Follows `path` through its links to a name that is no link; that name need not exist. stat() has refused loops.
fs::path follow_links(fs::path path) {
  std::error_code error;
  while (fs::is_symlink(path, error)) {
    const fs::path destination = fs::read_symlink(path, error);
    if (error) break;
    path = path.parent_path() / destination;
  }
  return path;
}

/// A new hidden name beside `target`. It keeps only the start of a long name, so that it is a valid name wherever
/// `target` is one.
fs::path temporary_name(const fs::path& target) {
  constexpr std::size_t kLongestStart = 100;
  std::string start = target.filename().string();
  if (start.size() > kLongestStart) {
    // Cut between characters: some file systems refuse names that are not UTF-8.
    std::size_t end = kLongestStart;
    while (end > 0 && (static_cast<unsigned char>(start[end]) & 0xC0U) == 0x80U) --end;
    start.resize(end);
  }
  return folder_of(target) / fmt::format(".{}.{:08x}.part", start, std::random_device{}());
}

/// Nothing, and errno, when there is no such file.
std::optional<struct stat> status_of(const char* path) {
  struct stat status = {};
  if (::stat(path, &status) != 0) return std::nullopt;
  return status;
}

}  // namespace

OutputFile::OutputFile(std::string path, const std::stop_token& stop) : path_(std::move(path)) {
  if (path_.empty()) {
    throw InvalidInput("the name of the output file is empty; name a file, or '-' for standard output");
  }
  if (path_ == kStandardOutput) {
    open_standard_output();
    return;
  }
  const std::optional<struct stat> existing = status_of(path_.c_str());
  if (!existing && errno != ENOENT) fail(errno);
  if (existing && S_ISDIR(existing->st_mode)) {
    throw Failure(fmt::format("cannot write '{}': it is a directory; name a file", path_));
  }
  if (existing && S_ISFIFO(existing->st_mode) && stop.stop_possible()) {
    open_fifo(stop);
  } else if (existing && !S_ISREG(existing->st_mode)) {
    open_in_place();
  } else {
    open_temporary();
  }
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutputFile::open_standard_output() {
  // A duplicate can be closed like any other file, and its close reports what is still unwritten (NFS).
  descriptor_ = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (descriptor_ < 0) fail(errno);
}

void OutputFile::open_in_place() {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor_ < 0) fail(errno);
}

void OutputFile::open_fifo(const std::stop_token& stop) {
  do {
    if (stop.stop_requested()) throw Interrupted();
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0 && errno != ENXIO) fail(errno);
    // ENXIO: nobody reads yet, and nothing tells when somebody does.
    if (descriptor_ < 0) ::poll(nullptr, 0, kPollMilliseconds);
  } while (descriptor_ < 0);
  ::fcntl(descriptor_, F_SETFL, O_WRONLY);
}

void OutputFile::open_temporary() {
  in_place_ = false;
  target_ = follow_links(path_);
  const fs::path folder = folder_of(target_);
  if (!status_of(folder.c_str())) {
    throw Failure(fmt::format("cannot write '{}': there is no folder '{}'; create it first", path_, folder.string()));
  }
  // Renaming would replace a write-protected file without asking.
  const std::optional<struct stat> replaced = status_of(target_.c_str());
  if (replaced && ::faccessat(AT_FDCWD, target_.c_str(), W_OK, AT_EACCESS) != 0) fail(errno);

  // The kernel applies the umask to a new file. A replaced file may be private: its copy is from the start.
  const mode_t mode = replaced ? 0600 : 0666;
  do {
    temporary_ = temporary_name(target_);
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  } while (descriptor_ < 0 && errno == EEXIST);
  if (descriptor_ < 0) {
    const int error = errno;
    throw Failure(fmt::format("cannot write '{}': no file can be made in the folder '{}': {}{}", path_, folder.string(),
                              std::generic_category().message(error), advice(error)));
  }
  // Neither is an error: some file systems know no locks or no permissions.
  ::flock(descriptor_, LOCK_EX | LOCK_NB);
  if (replaced) ::fchmod(descriptor_, replaced->st_mode & 0777U);
}

void OutputFile::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fail(errno);
    }
  }
}

void OutputFile::write(std::span<const std::byte> bytes, const std::stop_token& stop) {
  while (!bytes.empty()) {
    wait_for_room(stop);
    const auto piece = bytes.first(std::min(bytes.size(), in_place_ ? kPipePiece : kFilePiece));
    write(piece);
    bytes = bytes.subspan(piece.size());
  }
}

/// O_NONBLOCK would be simpler, but it is a property of the pipe's end, which other programs share.
void OutputFile::wait_for_room(const std::stop_token& stop) const {
  pollfd room{descriptor_, POLLOUT, 0};
  int ready = 0;
  while (ready == 0) {
    if (stop.stop_requested()) throw Interrupted();
    ready = ::poll(&room, 1, kPollMilliseconds);
    if (ready < 0 && errno == EINTR) ready = 0;
  }
  // Errors, a reader that has gone among them, are for the write to report.
}

void OutputFile::commit() {
  // After a power cut the name must not lead to a file whose bytes never reached the disk.
  if (!temporary_.empty() && ::fsync(descriptor_) != 0) fail(errno);
  // EINTR included, the descriptor is gone after close; only its verdict matters.
  if (::close(std::exchange(descriptor_, -1)) != 0 && errno != EINTR) fail(errno);
  if (!temporary_.empty() && std::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
  temporary_.clear();
}

std::string OutputFile::shown_name() const {
  return path_ == kStandardOutput ? "standard output" : fmt::format("'{}'", path_);
}

void OutputFile::fail(int error) const {
  throw Failure(
      fmt::format("cannot write {}: {}{}", shown_name(), std::generic_category().message(error), advice(error)));
}

}  // namespace lyap
