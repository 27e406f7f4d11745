#include "host/system/output_file.h"

#include "host/base/error.h"
#include "host/system/file_to_replace.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <random>
#include <string_view>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStandardOutput = "-";
/// How soon a wait notices a stop request.
constexpr int kPollMilliseconds = 50;
constexpr std::size_t kFilePiece = std::size_t{1} << 20U;

/// A new hidden name beside `target`.
fs::path temporary_name(const fs::path& target) {
  const std::string start = start_of_name(target.filename().string());
  return folder_of(target) / fmt::format(".{}.{:08x}.part", start, std::random_device{}());
}

/// How many bytes can be written without blocking once poll() says that there is room: of a pipe, PIPE_BUF at least
/// (POSIX), and all that it holds where it is empty, which a fast reader's often is.
std::size_t room_without_blocking(int descriptor) {
  const int capacity = ::fcntl(descriptor, F_GETPIPE_SZ);
  int waiting = 0;
  const bool is_empty_pipe = capacity > 0 && ::ioctl(descriptor, FIONREAD, &waiting) == 0 && waiting == 0;
  return is_empty_pipe ? static_cast<std::size_t>(capacity) : std::size_t{PIPE_BUF};
}

}  // namespace

OutputFile::OutputFile(std::string path, std::stop_token stop) : path_(std::move(path)), stop_(std::move(stop)) {
  if (path_.empty()) {
    throw InvalidInput("the name of the output file is empty; name a file, or '-' for standard output");
  }
  if (path_ == kStandardOutput) {
    open_standard_output();
    return;
  }
  const FileToReplace replaced = find_file_to_replace(path_);
  if (replaced.is_special() && S_ISFIFO(*replaced.mode) && stop_.stop_possible()) {
    open_fifo();
  } else if (replaced.is_special()) {
    open_in_place();
  } else {
    open_temporary(replaced);
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

void OutputFile::open_fifo() {
  do {
    if (stop_.stop_requested()) throw Interrupted();
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0 && errno != ENXIO) fail(errno);
    // ENXIO: nobody reads yet, and nothing tells when somebody does.
    if (descriptor_ < 0) ::poll(nullptr, 0, kPollMilliseconds);
  } while (descriptor_ < 0);
  ::fcntl(descriptor_, F_SETFL, O_WRONLY);
}

void OutputFile::open_temporary(const FileToReplace& replaced) {
  in_place_ = false;
  target_ = replaced.target;
  do {
    temporary_ = temporary_name(target_);
    descriptor_ = open_replacement(temporary_, O_EXCL, replaced).release();
  } while (descriptor_ < 0 && errno == EEXIST);
  if (descriptor_ < 0) {
    const int error = errno;
    throw Failure(fmt::format("cannot write '{}': no file can be made in the folder '{}': {}", path_,
                              folder_of(target_).string(), reason_of(error)));
  }
  // Not an error: some file systems know no locks.
  ::flock(descriptor_, LOCK_EX | LOCK_NB);
}

void OutputFile::write(std::span<const std::byte> bytes) {
  if (!stop_.stop_possible()) return write_piece(bytes);
  while (!bytes.empty()) {
    wait_for_room();
    const auto piece = bytes.first(std::min(bytes.size(), in_place_ ? room_without_blocking(descriptor_) : kFilePiece));
    write_piece(piece);
    bytes = bytes.subspan(piece.size());
  }
}

void OutputFile::write_piece(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fail(errno);
    }
  }
}

/// O_NONBLOCK would be simpler, but it is a property of the pipe's end, which other programs share.
void OutputFile::wait_for_room() const {
  pollfd room{descriptor_, POLLOUT, 0};
  int ready = 0;
  while (ready == 0) {
    if (stop_.stop_requested()) throw Interrupted();
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
  const fs::path whole = std::exchange(temporary_, {});
  if (whole.empty() || std::rename(whole.c_str(), target_.c_str()) == 0) return;
  const int error = errno;
  throw Failure(
      fmt::format("cannot write {}: {}; the finished file is '{}'", shown_name(), reason_of(error), whole.string()));
}

std::optional<OutputFile::Part> OutputFile::keep_part(std::uintmax_t bytes) {
  if (temporary_.empty()) return std::nullopt;
  Part part{std::exchange(temporary_, {}).string(), ""};
  // A commit() that failed may have closed the file.
  const bool on_disk =
      ::truncate(part.path.c_str(), static_cast<off_t>(bytes)) == 0 && (descriptor_ < 0 || ::fsync(descriptor_) == 0);
  if (!on_disk) part.problem = fmt::format("it may be damaged: {}", reason_of(errno));
  const std::string name = part_path(path_, target_);
  if (std::rename(part.path.c_str(), name.c_str()) == 0) {
    part.path = name;
  } else if (on_disk) {
    part.problem = fmt::format("it cannot be renamed to '{}': {}", name, reason_of(errno));
  }
  return part;
}

std::string OutputFile::shown_name() const {
  return path_ == kStandardOutput ? "standard output" : fmt::format("'{}'", path_);
}

void OutputFile::fail(int error) const {
  throw Failure(fmt::format("cannot write {}: {}", shown_name(), reason_of(error)));
}

}  // namespace lyap
