#include "host/system/read_file.h"

#include "host/base/error.h"
#include "host/system/file_descriptor.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

[[noreturn]] void fail(std::string_view name, std::size_t max_bytes, int error) {
  switch (error) {
    case ENOENT:
      throw InvalidInput(fmt::format("{} does not exist", name));
    case EISDIR:
      throw InvalidInput(fmt::format("{} is a folder; a file is accepted", name));
    case EFBIG:
      throw InvalidInput(fmt::format("{} is too large: it is longer than {} bytes", name, max_bytes));
    default:
      throw FileFailure(fmt::format("{} cannot be read: {}", name, std::generic_category().message(error)));
  }
}

}  // namespace

bool names_something(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

std::string read_file(const std::string& path, std::size_t max_bytes, std::string_view kind) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  std::optional<std::string> content = file ? read_to_end(file.get(), max_bytes) : std::nullopt;
  if (content) return std::move(*content);
  const int error = errno;
  fail(fmt::format("{} '{}'", kind, path), max_bytes, error);
}

std::optional<std::string> read_to_end(int descriptor, std::size_t max_bytes) {
  constexpr std::size_t kBlockBytes = std::size_t{64} << 10U;
  std::string content;
  while (true) {
    // One byte more than is accepted tells whether there are more.
    const std::size_t start = content.size();
    content.resize(start + std::min(kBlockBytes, max_bytes + 1 - start));
    const ssize_t count = ::read(descriptor, content.data() + start, content.size() - start);
    content.resize(start + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::nullopt;
    if (count == 0) return content;
    if (content.size() > max_bytes) {
      errno = EFBIG;
      return std::nullopt;
    }
  }
}

}  // namespace lyap
