#pragma once

#include "host/output/npy_format.h"
#include "host/system/byte_source.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace lyap {

/// Reads the header of a NumPy file and compares the file's length with it. Throws Failure if it cannot be read, and
/// InvalidInput, with the file's name, if it is no NumPy file of two dimensions, row by row ("C order"), of numbers of
/// an NpyType, of 1 to kMaxSide rows and columns, or if its length does not fit its header.
NpyHeader read_npy_header(const std::string& path);

/// Reads a plane of exponents from a NumPy file from top to bottom.
class NpyReader {
 public:
  /// Reads the header. Throws as read_npy_header() does, and InvalidInput for periods.
  explicit NpyReader(const std::string& path);

  /// The same of another source than a file; `path` is its name for messages.
  NpyReader(std::unique_ptr<ByteSource> source, std::string path);

  Size size() const { return header_.size; }
  /// kFloat or kDouble.
  Precision precision() const { return header_.type == NpyType::kFloat32 ? Precision::kFloat : Precision::kDouble; }
  std::size_t bytes_per_row() const { return header_.bytes_per_row(); }

  /// Reads the next rows, as many as `values` holds, whole ones. Throws Failure if the file ends before, and
  /// InvalidInput, with column and row (from 0, at the top), for a NaN, which no exponent is.
  void read_rows(std::span<std::byte> values);

 private:
  std::string path_;
  std::unique_ptr<ByteSource> source_;
  NpyHeader header_;
  int rows_read_ = 0;
};

}  // namespace lyap
