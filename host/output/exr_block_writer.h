#pragma once

#include "host/output/exr_writer.h"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <openexr.h>
#include <span>
#include <string_view>
#include <vector>

namespace lyap {

/// What of a pixel lies together until it is compressed.
enum ExrPlane : std::size_t { kColors, kExponents, kRests, kPeriods, kSamples, kExrPlanes };

/// A channel of a file, the plane that has it, and at which byte of a pixel of that.
struct ExrChannel {
  const char* name;
  exr_pixel_type_t type;
  ExrPlane plane;
  std::size_t offset;
};

/// The channels of such a file.
std::vector<ExrChannel> channels_of(const ExrImage& image);

/// An OpenEXR file that is being written: its header, and blocks of rows that are compressed already. Exceptions must
/// not pass OpenEXR, so that one of the file is kept until OpenEXR has come back with an error.
class ExrBlockWriter {
 public:
  /// The number of the one part, for OpenEXR's functions.
  static constexpr int kPart = 0;

  /// Writes the header. `file` must outlive it and be no file that is written in place. Throws Failure if OpenEXR
  /// reports an error, as all that follows does, and what OutputFile::write_at() throws.
  ExrBlockWriter(OutputFile& file, const ExrImage& image);
  ~ExrBlockWriter();
  ExrBlockWriter(const ExrBlockWriter&) = delete;
  ExrBlockWriter& operator=(const ExrBlockWriter&) = delete;
  ExrBlockWriter(ExrBlockWriter&&) = delete;
  ExrBlockWriter& operator=(ExrBlockWriter&&) = delete;

  /// In how many rows at a time the file is compressed.
  int block_rows() const { return block_rows_; }
  exr_context_t context() const { return context_; }

  /// Writes the block whose first row is `row` of the whole picture. Blocks come from top to bottom.
  void write_block(int row, std::span<const std::byte> compressed);

  /// Writes the table of the blocks.
  void finish();

  /// Throws Failure, with the file's name, unless the result is success.
  void check(exr_result_t result);
  [[noreturn]] void fail(std::string_view problem) const;

 private:
  void write_header(const ExrImage& image);
  static std::int64_t write_bytes(exr_const_context_t, void* self, const void* bytes, std::uint64_t count,
                                  std::uint64_t offset, exr_stream_error_func_ptr_t);

  OutputFile& file_;
  std::exception_ptr error_;
  exr_context_t context_ = nullptr;
  int block_rows_ = 0;
};

}  // namespace lyap
