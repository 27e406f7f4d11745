#include "host/system/file_source.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace lyap {

void fail_to_read(const std::string& path, int error) {
  if (error == ENOENT) throw InvalidInput(fmt::format("{}: there is no such file", in_quotes(path)));
  throw FileFailure(fmt::format("cannot read {}: {}", in_quotes(path), std::generic_category().message(error)));
}

FileSource::FileSource(const std::string& path) : path_(path) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  const bool is_other = type != std::filesystem::file_type::regular && type != std::filesystem::file_type::not_found;
  if (!error && is_other) throw InvalidInput(fmt::format("cannot use {}: it is no regular file", in_quotes(path)));
  errno = 0;
  stream_.open(path, std::ios::binary | std::ios::ate);
  if (!stream_) fail_to_read(path, errno);
  length_ = static_cast<std::uintmax_t>(stream_.tellg());
  stream_.seekg(0);
}

std::size_t FileSource::read(std::span<std::byte> bytes) {
  errno = 0;
  stream_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (stream_.bad()) fail_to_read(path_, errno);
  return static_cast<std::size_t>(stream_.gcount());
}

}  // namespace lyap
