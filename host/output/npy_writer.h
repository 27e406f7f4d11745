#pragma once

#include "host/output/npy_format.h"
#include "host/system/byte_sink.h"
#include "host/system/output_file.h"

#include <cstddef>
#include <span>
#include <stop_token>
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

/// A file of a plane of numbers, which takes its name when it is whole.
class NumberFile {
 public:
  NumberFile() = default;
  NumberFile(const NumberFile&) = delete;
  NumberFile& operator=(const NumberFile&) = delete;
  NumberFile(NumberFile&&) = delete;
  NumberFile& operator=(NumberFile&&) = delete;
  virtual ~NumberFile() = default;

  /// Appends whole rows, as NpyWriter does.
  virtual void write_rows(std::span<const std::byte> values) = 0;

  /// Throws Failure if rows are missing. Apart from commit(), so that several files can be checked before the first one
  /// takes its name.
  virtual void finish() = 0;

  /// After finish(): gives the file its name. Throws what OutputFile::commit throws.
  virtual void commit() = 0;
};

/// A NumPy file on disk.
class NpyFile : public NumberFile {
 public:
  /// Opens the file and writes the header. Throws what OutputFile throws.
  NpyFile(const std::string& path, Size size, NpyType type, const std::stop_token& stop = {})
      : file_(path, stop), writer_(file_, size, type) {}

  void write_rows(std::span<const std::byte> values) override { writer_.write_rows(values); }
  void finish() override { writer_.finish(); }
  void commit() override { file_.commit(); }

 private:
  OutputFile file_;
  NpyWriter writer_;
};

}  // namespace lyap
