#pragma once

#include "host/system/byte_source.h"

#include <archive.h>
#include <memory>
#include <string>
#include <string_view>

namespace lyap {

/// Whether the file begins as ZIP archives do; false where it cannot be read.
bool is_zip_file(const std::string& path);

/// An entry of a ZIP archive, compressed or stored, read by libarchive.
class ZipEntry : public ByteSource {
 public:
  /// Opens the archive and goes to the entry. Throws Failure if the file cannot be read, and InvalidInput, with its
  /// name, if it is no archive, damaged, or has no such entry.
  ZipEntry(const std::string& path, std::string_view name);

  std::uintmax_t length() const override { return length_; }
  /// Throws InvalidInput too, with the file's name, where the entry is damaged: its bytes do not fit their checksum.
  std::size_t read(std::span<std::byte> bytes) override;

 private:
  [[noreturn]] void fail() const;

  std::string path_;
  std::unique_ptr<archive, int (*)(archive*)> archive_;
  std::uintmax_t length_ = 0;
  std::uintmax_t position_ = 0;
};

}  // namespace lyap
