#include "host/output/npy_reader.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/output/npy_start.h"
#include "host/system/file_source.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

[[noreturn]] void refuse(const std::string& path, std::string_view problem) {
  throw InvalidInput(fmt::format("cannot use {}: {}", in_quotes(path), problem));
}

/// `data` is where the numbers begin.
void check_length(std::uintmax_t length, std::uintmax_t data, const NpyHeader& header) {
  const std::uintmax_t expected = data + header.bytes_per_row() * static_cast<std::uintmax_t>(header.size.height);
  if (length == expected) return;
  throw InvalidInput(fmt::format("it has {} bytes where its header, of {} rows of {} numbers, makes it {}; {}", length,
                                 header.size.height, header.size.width, expected,
                                 length < expected ? "it was not written to its end" : "something was added to it"));
}

/// Reads up to the numbers.
NpyHeader read_header(ByteSource& source, const std::string& path) {
  try {
    const NpyStart start = read_npy_start(source);
    const NpyHeader header = parse_npy_dict(start.dict);
    check_length(source.length(), start.data, header);
    return header;
  } catch (const InvalidInput& error) {
    refuse(path, error.what());
  }
}

template <class T>
std::size_t first_nan(std::span<const std::byte> values) {
  const std::size_t count = values.size() / sizeof(T);
  const auto at = [&](std::size_t i) {
    T value;
    std::memcpy(&value, values.data() + i * sizeof(T), sizeof value);
    return value;
  };
  // Without a way out of the loop it is vector code.
  int found = 0;
  for (std::size_t i = 0; i < count; ++i) found |= static_cast<int>(std::isnan(at(i)));
  std::size_t first = 0;
  while (found != 0 && !std::isnan(at(first))) ++first;
  return found != 0 ? first : count;
}

}  // namespace

NpyHeader read_npy_header(const std::string& path) {
  FileSource file(path);
  return read_header(file, path);
}

NpyReader::NpyReader(const std::string& path) : NpyReader(std::make_unique<FileSource>(path), path) {}

NpyReader::NpyReader(std::unique_ptr<ByteSource> source, std::string path)
    : path_(std::move(path)), source_(std::move(source)), header_(read_header(*source_, path_)) {
  if (header_.type == NpyType::kUint32) {
    refuse(path_, "it holds periods ('<u4'), not exponents, which are float32 '<f4' or float64 '<f8'");
  }
}

void NpyReader::read_rows(std::span<std::byte> values) {
  const std::size_t row_bytes = bytes_per_row();
  if (source_->read(values) != values.size()) {
    throw FileFailure(fmt::format("cannot read {}: it ends before its last row", in_quotes(path_)));
  }
  const bool is_float = precision() == Precision::kFloat;
  const std::size_t nan = is_float ? first_nan<float>(values) : first_nan<double>(values);
  const auto width = static_cast<std::size_t>(size().width);
  const auto rows = static_cast<int>(values.size() / row_bytes);
  if (nan < static_cast<std::size_t>(rows) * width) {
    refuse(path_, fmt::format("the number in column {}, row {} is NaN, which no exponent is", nan % width,
                              static_cast<std::size_t>(rows_read_) + nan / width));
  }
  rows_read_ += rows;
}

}  // namespace lyap
