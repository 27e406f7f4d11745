#include "host/output/exr_input.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/system/file_source.h"

#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace lyap {

ExrInput::ExrInput(const std::string& path) : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  if (!file_) fail_to_read(path, errno);
  struct stat status = {};
  if (::fstat(file_.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    throw InvalidInput(fmt::format("cannot use {}: it is no regular file", in_quotes(path)));
  }
  char magic[kExrMagic.size()] = {};
  if (read(magic, sizeof magic, 0) != sizeof magic || std::string_view(magic, sizeof magic) != kExrMagic) {
    throw InvalidInput(fmt::format("cannot use {}: it is no EXR file (.exr)", in_quotes(path)));
  }
}

std::int64_t ExrInput::size() const {
  struct stat status = {};
  return ::fstat(file_.get(), &status) == 0 ? status.st_size : -1;
}

void ExrInput::connect(exr_context_initializer_t& start) {
  start.user_data = this;
  start.read_fn = [](exr_const_context_t, void* self, void* bytes, std::uint64_t count, std::uint64_t offset,
                     exr_stream_error_func_ptr_t) { return static_cast<ExrInput*>(self)->read(bytes, count, offset); };
  start.size_fn = [](exr_const_context_t, void* self) { return static_cast<ExrInput*>(self)->size(); };
}

std::int64_t ExrInput::read(void* bytes, std::uint64_t count, std::uint64_t offset) const {
  std::uint64_t done = 0;
  while (done < count) {
    const ssize_t got =
        ::pread(file_.get(), static_cast<char*>(bytes) + done, count - done, static_cast<off_t>(offset + done));
    if (got == 0) break;
    if (got > 0) {
      done += static_cast<std::uint64_t>(got);
    } else if (errno != EINTR) {
      return -1;
    }
  }
  return static_cast<std::int64_t>(done);
}

}  // namespace lyap
