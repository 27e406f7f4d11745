#pragma once

#include "host/system/byte_source.h"

#include <fstream>
#include <string>

namespace lyap {

/// Throws what a file that cannot be opened or read means, by the errno `error`: InvalidInput if there is no such file,
/// otherwise FileFailure.
[[noreturn]] void fail_to_read(const std::string& path, int error);

/// A regular file. Others have no length, and are refused without being opened.
class FileSource : public ByteSource {
 public:
  /// Throws Failure if the file cannot be read, and InvalidInput, with its name, if there is none or it is no regular
  /// file.
  explicit FileSource(const std::string& path);

  std::uintmax_t length() const override { return length_; }
  std::size_t read(std::span<std::byte> bytes) override;

 private:
  std::string path_;
  std::ifstream stream_;
  std::uintmax_t length_ = 0;
};

}  // namespace lyap
