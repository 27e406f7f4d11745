#pragma once

#include "host/output/npy_header.h"
#include "host/spec/option_values.h"
#include "host/spec/render_spec.h"
#include "host/system/byte_sink.h"

#include <cstddef>
#include <fstream>
#include <span>
#include <string>

namespace lyap {

/// Writes a plane of numbers as a NumPy file (NEP 1, version 1.0): shape (height, width), row by row from the top.
/// `numpy.load` reads it.
class NpyWriter {
 public:
  /// Writes the header. `sink` must outlive the writer. Throws what ByteSink::write throws.
  NpyWriter(ByteSink& sink, Size size, NpyType type);

  /// Appends whole rows, as many as `values` holds. Throws Failure if it holds a part of a row or more rows than are
  /// missing.
  void write_rows(std::span<const std::byte> values);

  /// Throws Failure if rows are missing; a file remains to be committed.
  void finish() const;

 private:
  ByteSink& sink_;
  std::size_t row_bytes_;
  std::size_t rows_left_;
};

/// What the NumPy file holds. Throws Failure if it cannot be read, and InvalidInput, with the file's name, if it is no
/// NumPy file of two dimensions, row by row ("C order"), of numbers of an NpyType, of 1 to kMaxSide rows and columns,
/// or if its length does not fit its header.
NpyHeader read_npy_header(const std::string& path);

/// Reads a plane of exponents from a NumPy file from top to bottom.
class NpyReader {
 public:
  /// Reads the header. Throws as read_npy_header() does, and InvalidInput for periods.
  explicit NpyReader(const std::string& path);

  Size size() const { return header_.size; }
  /// kFloat or kDouble.
  Precision precision() const { return header_.type == NpyType::kFloat32 ? Precision::kFloat : Precision::kDouble; }
  std::size_t bytes_per_row() const { return header_.bytes_per_row(); }

  /// Reads the next rows, as many as `values` holds, whole ones. Throws Failure if the file ends before, and
  /// InvalidInput, with column and row (from 0, at the top), for a NaN, which no exponent is.
  void read_rows(std::span<std::byte> values);

 private:
  std::string path_;
  std::ifstream stream_;
  NpyHeader header_;
  int rows_read_ = 0;
};

}  // namespace lyap
