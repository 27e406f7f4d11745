#include "host/system/output_file.h"

#include "host/base/error.h"
#include "host/system/file_to_replace.h"
#include "host/system/give_name.h"
#include "host/system/part_name.h"
#include "host/system/temporary_file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <string_view>
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

}  // namespace

OutputFile::OutputFile(std::string path, std::stop_token stop, Abandoned abandoned)
    : path_(std::move(path)), stop_(std::move(stop)) {
  if (path_.empty()) {
    throw InvalidInput("the name of the output file is empty; name a file, or '-' for standard output");
  }
  open(abandoned);
}

OutputFile::~OutputFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  if (descriptor_ >= 0) ::close(descriptor_);
}

void OutputFile::open(Abandoned abandoned) {
  if (path_ == kStandardOutput) return open_descriptor(STDOUT_FILENO);
  const FileToReplace replaced = find_file_to_replace(path_);
  if (const auto& open_file = replaced.open_file) {
    // Another process's file is where it has written to.
    return open_file->descriptor ? open_descriptor(*open_file->descriptor) : open_in_place(O_APPEND);
  }
  if (replaced.is_special()) return S_ISFIFO(*replaced.mode) && stop_.stop_possible() ? open_fifo() : open_in_place(0);
  if (abandoned == Abandoned::kRemove) remove_abandoned_temporaries(replaced.target);
  open_temporary(replaced);
}

void OutputFile::open_descriptor(int descriptor) {
  const int flags = ::fcntl(descriptor, F_GETFL);
  if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY) fail(EBADF);
  // A duplicate can be closed like any other file, and its close reports what is still unwritten (NFS).
  descriptor_ = ::fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (descriptor_ < 0) fail(errno);
  struct stat status = {};
  on_disk_ = ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
}

void OutputFile::open_in_place(int flags) {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY | flags);
  if (descriptor_ < 0) fail(errno);
  on_disk_ = false;
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
  on_disk_ = false;
}

void OutputFile::open_temporary(const FileToReplace& replaced) {
  in_place_ = false;
  target_ = replaced.target;
  TemporaryFile made = make_temporary(replaced);
  if (!made.file) {
    const int error = errno;
    throw FileFailure(fmt::format("cannot write '{}': no file can be made in the folder '{}': {}", path_,
                                  folder_of(target_).string(), reason_of(error)));
  }
  temporary_ = made.path;
  descriptor_ = made.file.release();
}

void OutputFile::write(std::span<const std::byte> bytes) {
  if (!stop_.stop_possible()) return write_piece(bytes);
  while (!bytes.empty()) {
    wait_for_room();
    const auto piece = bytes.first(std::min(bytes.size(), on_disk_ ? kFilePiece : room_without_blocking()));
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

void OutputFile::write_at(std::uint64_t offset, std::span<const std::byte> bytes) {
  if (in_place_) fail(ESPIPE);
  while (!bytes.empty()) {
    if (stop_.stop_requested()) throw Interrupted();
    const auto piece = bytes.first(std::min(bytes.size(), kFilePiece));
    const ssize_t written = ::pwrite(descriptor_, piece.data(), piece.size(), static_cast<off_t>(offset));
    if (written >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(written));
      offset += static_cast<std::uint64_t>(written);
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

/// How many bytes can be written without blocking once poll() says that there is room: of a pipe, PIPE_BUF at least
/// (POSIX), and all that it holds where it is empty, which a fast reader's often is.
std::size_t OutputFile::room_without_blocking() const {
  const int capacity = ::fcntl(descriptor_, F_GETPIPE_SZ);
  int waiting = 0;
  const bool is_empty_pipe = capacity > 0 && ::ioctl(descriptor_, FIONREAD, &waiting) == 0 && waiting == 0;
  return is_empty_pipe ? static_cast<std::size_t>(capacity) : std::size_t{PIPE_BUF};
}

void OutputFile::commit() {
  const fs::path whole = std::exchange(temporary_, {});
  // After a power cut the name must not lead to a file whose bytes never reached the disk.
  const bool on_disk = whole.empty() || ::fsync(descriptor_) == 0;
  int error = on_disk ? 0 : errno;
  // While the file is open it is locked, so that nobody takes the temporary for abandoned.
  if (error == 0 && !whole.empty()) error = give_name(whole, target_);
  std::string place;
  if (error != 0) {
    const KeptPart kept = keep_as_part(whole, path_, target_, on_disk);
    place = fmt::format("; {} '{}'", on_disk ? "the finished file is" : "perhaps damaged, it is", kept.path.string());
  }
  // EINTR included, the descriptor is gone after close; only its verdict matters.
  const bool closed = ::close(std::exchange(descriptor_, -1)) == 0 || errno == EINTR;
  if (error == 0 && !closed) error = errno;
  if (error != 0) throw FileFailure(fmt::format("cannot write {}: {}{}", shown_name(), reason_of(error), place));
}

std::optional<OutputFile::Part> OutputFile::keep_part(std::uintmax_t bytes) {
  if (temporary_.empty()) return std::nullopt;
  const fs::path temporary = std::exchange(temporary_, {});
  const bool on_disk = ::ftruncate(descriptor_, static_cast<off_t>(bytes)) == 0 && ::fsync(descriptor_) == 0;
  std::string problem = on_disk ? "" : fmt::format("it may be damaged: {}", reason_of(errno));
  const KeptPart kept = keep_as_part(temporary, path_, target_, false);
  if (kept.error != 0 && on_disk) problem = fmt::format("it cannot be renamed: {}", reason_of(kept.error));
  return Part{kept.path.string(), problem};
}

std::string OutputFile::shown_name() const {
  return path_ == kStandardOutput ? "standard output" : fmt::format("'{}'", path_);
}

void OutputFile::fail(int error) const {
  throw FileFailure(fmt::format("cannot write {}: {}", shown_name(), reason_of(error)));
}

}  // namespace lyap
