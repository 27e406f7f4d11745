#include "host/output/npy_writer.h"

#include "host/base/error.h"

#include <fmt/format.h>

namespace lyap {

NpyWriter::NpyWriter(ByteSink& sink, Size size, NpyType type)
    : sink_(sink),
      row_bytes_(NpyHeader{size, type}.bytes_per_row()),
      rows_left_(static_cast<std::size_t>(size.height)) {
  const std::string header = npy_header_text({size, type});
  sink_.write(std::as_bytes(std::span(header)));
}

void NpyWriter::write_rows(std::span<const std::byte> values) {
  const std::size_t rows = values.size() / row_bytes_;
  if (rows > rows_left_ || values.size() % row_bytes_ != 0) {
    throw Failure(fmt::format("cannot write {}: {} bytes came where {} rows of {} bytes are missing",
                              sink_.shown_name(), values.size(), rows_left_, row_bytes_));
  }
  sink_.write(values);
  rows_left_ -= rows;
}

void NpyWriter::finish() const {
  if (rows_left_ == 0) return;
  throw Failure(fmt::format("cannot write {}: {} of its rows are missing", sink_.shown_name(), rows_left_));
}

}  // namespace lyap
