#pragma once

#include "host/system/byte_sink.h"

#include <archive.h>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>

namespace lyap {

/// Writes a ZIP archive to a sink of bytes, one entry after the other, as they are ("stored"), by libarchive. The bytes
/// depend on nothing but the entries: no time, no user.
class ZipWriter : public ByteSink {
 public:
  /// `sink` must outlive the writer. Throws Failure if libarchive reports an error, as all that follows does, and what
  /// the sink throws.
  explicit ZipWriter(ByteSink& sink);

  /// Ends the entry before and begins one of so many bytes.
  void begin(const std::string& name, std::uint64_t bytes);

  /// Appends to the entry.
  void write(std::span<const std::byte> bytes) override;

  /// Writes the archive's table; a file remains to be committed.
  void finish();

  std::string shown_name() const override { return sink_.shown_name(); }

 private:
  static la_ssize_t write_to_sink(archive*, void* self, const void* bytes, std::size_t count);
  void check(la_ssize_t result);

  ByteSink& sink_;
  std::exception_ptr error_;
  std::unique_ptr<archive, int (*)(archive*)> archive_;
};

}  // namespace lyap
