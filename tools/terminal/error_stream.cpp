#include "tools/terminal/error_stream.h"

#include "host/system/file_descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyap {
namespace {

using Clock = std::chrono::steady_clock;

/// Standard error, opened once more so that writing does not block: set for the descriptor itself, that would change it
/// for all programs that share it. Empty for what cannot block or cannot be opened: files, sockets.
FileDescriptor nonblocking_standard_error() {
  struct stat status = {};
  if (::fstat(STDERR_FILENO, &status) != 0) return {};
  if (!S_ISFIFO(status.st_mode) && ::isatty(STDERR_FILENO) == 0) return {};
  return FileDescriptor(::open("/proc/self/fd/2", O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
}

}  // namespace

void write_to_standard_error(std::string_view text, std::chrono::milliseconds patience) {
  const FileDescriptor stream = nonblocking_standard_error();
  const int descriptor = stream ? stream.get() : STDERR_FILENO;
  const Clock::time_point deadline = Clock::now() + patience;
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    if (written >= 0 || errno == EINTR) continue;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (errno != EAGAIN || left.count() <= 0) return;
    pollfd room{descriptor, POLLOUT, 0};
    ::poll(&room, 1, static_cast<int>(left.count()));
  }
}

}  // namespace lyap
