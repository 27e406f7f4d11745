#include "host/output/zip_entry.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/system/file_source.h"

#include <archive_entry.h>
#include <array>
#include <fstream>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::size_t kReadBytes = std::size_t{256} << 10U;

}  // namespace

bool is_zip_file(const std::string& path) {
  constexpr std::string_view kZipMagic("PK\x03\x04", 4);
  std::array<char, kZipMagic.size()> start{};
  std::ifstream(path, std::ios::binary).read(start.data(), start.size());
  return std::string_view(start.data(), start.size()) == kZipMagic;
}

ZipEntry::ZipEntry(const std::string& path, std::string_view name)
    : path_(path), archive_(archive_read_new(), &archive_read_free) {
  // Says what is wrong with a file that cannot be opened; libarchive would wait for what comes through a FIFO.
  const FileSource regular(path);
  archive_read_support_format_zip_seekable(archive_.get());
  if (archive_read_open_filename(archive_.get(), path.c_str(), kReadBytes) != ARCHIVE_OK) fail();
  archive_entry* entry = nullptr;
  int result = archive_read_next_header(archive_.get(), &entry);
  while (result == ARCHIVE_OK || result == ARCHIVE_WARN) {
    const char* found = archive_entry_pathname(entry);
    if (found != nullptr && name == found) break;
    result = archive_read_next_header(archive_.get(), &entry);
  }
  if (result == ARCHIVE_EOF) {
    throw InvalidInput(fmt::format("cannot use {}: it has no array {}", in_quotes(path), in_quotes(name)));
  }
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN) fail();
  if (archive_entry_size_is_set(entry) == 0) fail();
  length_ = static_cast<std::uintmax_t>(archive_entry_size(entry));
}

std::size_t ZipEntry::read(std::span<std::byte> bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const la_ssize_t got = archive_read_data(archive_.get(), bytes.data() + done, bytes.size() - done);
    if (got < 0) fail();
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  position_ += done;
  // The checksum is compared where the end is found.
  std::byte behind{};
  if (position_ == length_ && archive_read_data(archive_.get(), &behind, 1) < 0) fail();
  return done;
}

void ZipEntry::fail() const {
  const char* reason = archive_error_string(archive_.get());
  throw InvalidInput(fmt::format("cannot use {}: it is damaged, or no NPZ file: {}", in_quotes(path_),
                                 reason != nullptr ? printable(reason) : "an entry does not say how long it is"));
}

}  // namespace lyap
