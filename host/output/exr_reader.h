#pragma once

#include "host/spec/option_values.h"
#include "host/spec/render_spec.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace lyap {

/// Reads the exponents of an OpenEXR file from top to bottom: channel lambda, and lambda_low if there is one, as
/// ExrWriter writes them; other channels may be there. Nothing is taken into memory that a file of its length cannot
/// hold. For one thread at a time; inside, several threads decompress.
class ExrReader {
 public:
  /// Reads the header. Uses that many threads, 0 for all processors. Throws Failure if the file cannot be read, and
  /// InvalidInput, with its name, if it is no EXR file, damaged, of several parts, of tiles, compressed in a way that
  /// may have changed numbers, larger than kMaxSide, or without exponents.
  explicit ExrReader(const std::string& path, int threads = 0);
  ~ExrReader();
  ExrReader(const ExrReader&) = delete;
  ExrReader& operator=(const ExrReader&) = delete;
  ExrReader(ExrReader&&) = delete;
  ExrReader& operator=(ExrReader&&) = delete;

  Size size() const;
  /// kDouble if there is lambda_low, else kFloat.
  Precision precision() const;
  std::size_t bytes_per_row() const;
  /// The attribute of that name, "" if there is no such string.
  std::string text(const std::string& name) const;

  /// In how many rows at a time the file is compressed.
  int block_rows() const;

  /// Reads the next rows, as many as `values` holds, a multiple of block_rows() or all that are left; sums where they
  /// are double. Throws Failure if it is another number, and InvalidInput where the file is damaged or cannot be read
  /// and, with column and row (from 0, at the top), for a NaN, which no exponent is.
  void read_rows(std::span<std::byte> values);

 private:
  class Decoder;
  [[noreturn]] void refuse_nan() const;

  std::unique_ptr<Decoder> decoder_;
  /// The rows of the last call, channel by channel.
  std::vector<float> high_;
  std::vector<float> low_;
  int rows_read_ = 0;
};

}  // namespace lyap
