#pragma once

#include "host/output/exr_reader.h"
#include "host/output/npy_reader.h"

#include <cstddef>
#include <span>
#include <string>
#include <variant>

namespace lyap {

/// Exponents that are stored in a file, of NumPy (.npy, .npz) or OpenEXR as its ending says, read from top to bottom.
class ExponentFile {
 public:
  /// Reads the header. Uses that many threads, 0 for all processors. Throws InvalidInput for another ending, and what
  /// NpyReader and ExrReader throw.
  explicit ExponentFile(const std::string& path, int threads = 0);

  Size size() const;
  /// kFloat or kDouble.
  Precision precision() const;
  std::size_t bytes_per_row() const;
  /// A band has a multiple of so many rows, or is the last.
  int block_rows() const;
  /// The command line that the file says it comes from, "" if it says none, as NPY files do.
  const std::string& command_line() const { return command_line_; }

  /// Reads the next rows, as NpyReader and ExrReader do.
  void read_rows(std::span<std::byte> values);

 private:
  std::variant<NpyReader, ExrReader> reader_;
  std::string command_line_;
};

}  // namespace lyap
