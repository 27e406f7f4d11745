#pragma once

#include "host/output/exr_input.h"
#include "host/spec/option_values.h"

#include <openexr.h>
#include <string>
#include <string_view>

namespace lyap {

/// Whether the file begins as EXR files do; false where it cannot be read.
bool is_exr_file(const std::string& path);

/// An OpenEXR file of scan lines that is open for reading: what it says before its pixels, whatever channels it has.
class ExrHeader {
 public:
  /// The number of the one part, for OpenEXR's functions.
  static constexpr int kOnlyPart = 0;

  /// Throws Failure if the file cannot be read, and InvalidInput, with its name, if it is no EXR file, damaged, of
  /// several parts, of tiles or larger than kMaxSide.
  explicit ExrHeader(const std::string& path);
  ~ExrHeader();
  ExrHeader(const ExrHeader&) = delete;
  ExrHeader& operator=(const ExrHeader&) = delete;
  ExrHeader(ExrHeader&&) = delete;
  ExrHeader& operator=(ExrHeader&&) = delete;

  const std::string& path() const { return path_; }
  /// Bytes of the file; −1 if it does not say.
  std::int64_t file_bytes() const { return input_.size(); }
  Size size() const { return size_; }
  /// The number of the first row in OpenEXR's functions, and in how many rows at a time the file is compressed.
  int top() const { return top_; }
  int block_rows() const { return block_rows_; }
  /// The attribute of that name, "" if there is no such string.
  std::string text(const std::string& name) const;
  /// Whether all blocks of rows are there, as far as the table of blocks and their own headers tell.
  bool has_all_blocks() const;
  exr_const_context_t context() const { return context_; }

  /// Throws InvalidInput, with the file's name, unless the result is success; std::bad_alloc where memory ran out.
  void check(exr_result_t result) const;
  /// Throws InvalidInput with the file's name.
  [[noreturn]] void refuse(std::string_view problem) const;

 private:
  void read();

  std::string path_;
  ExrInput input_;
  exr_context_t context_ = nullptr;
  Size size_{};
  int top_ = 0;
  int block_rows_ = 1;
};

}  // namespace lyap
