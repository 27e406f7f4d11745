#include "host/output/zip_writer.h"

#include "host/base/error.h"

#include <archive_entry.h>
#include <cerrno>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Ends the archive without writing what it lacks, which is nothing after finish().
int give_up(archive* writer) {
  archive_write_fail(writer);
  return archive_write_free(writer);
}

}  // namespace

ZipWriter::ZipWriter(ByteSink& sink) : sink_(sink), archive_(archive_write_new(), &give_up) {
  check(archive_write_set_format_zip(archive_.get()));
  check(archive_write_zip_set_compression_store(archive_.get()));
  // What it is given goes on at once; rows of bands are large.
  check(archive_write_set_bytes_per_block(archive_.get(), 0));
  check(archive_write_open2(archive_.get(), this, nullptr, write_to_sink, nullptr, nullptr));
}

void ZipWriter::begin(const std::string& name, std::uint64_t bytes) {
  constexpr int kReadableByAll = 0644;
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(), &archive_entry_free);
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), kReadableByAll);
  check(archive_write_header(archive_.get(), entry.get()));
}

void ZipWriter::write(std::span<const std::byte> bytes) {
  const la_ssize_t written = archive_write_data(archive_.get(), bytes.data(), bytes.size());
  check(written);
  if (static_cast<std::size_t>(written) == bytes.size()) return;
  throw Failure(fmt::format("cannot write {}: more bytes came than the entry has", sink_.shown_name()));
}

void ZipWriter::finish() {
  check(archive_write_close(archive_.get()));
}

la_ssize_t ZipWriter::write_to_sink(archive* writer, void* self, const void* bytes, std::size_t count) {
  auto& zip = *static_cast<ZipWriter*>(self);
  try {
    zip.sink_.write({static_cast<const std::byte*>(bytes), count});
    return static_cast<la_ssize_t>(count);
  } catch (...) {
    // An exception must not pass libarchive.
    if (!zip.error_) zip.error_ = std::current_exception();
    archive_set_error(writer, EIO, "the sink failed");
    return -1;
  }
}

void ZipWriter::check(la_ssize_t result) {
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
  if (result >= 0 || result == ARCHIVE_WARN) return;
  const char* reason = archive_error_string(archive_.get());
  throw Failure(
      fmt::format("cannot write {}: {}", sink_.shown_name(), reason != nullptr ? reason : "libarchive fails"));
}

}  // namespace lyap
