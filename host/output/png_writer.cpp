#include "host/output/png_writer.h"

#include "host/base/error.h"
#include "host/output/png_encoder.h"

#include <fmt/format.h>
#include <png.h>

namespace lyap {

PngWriter::PngWriter(ByteSink& sink, const PngImage& image)
    : encoder_(std::make_unique<PngEncoder>(sink)), row_bytes_(row_bytes_of(image)), rows_left_(image.height) {
  encoder_->write_head(image);
}

PngWriter::~PngWriter() = default;

void PngWriter::write_rows(std::span<const std::byte> pixels) {
  const std::size_t rows = pixels.size() / row_bytes_;
  if (rows > rows_left_ || pixels.size() % row_bytes_ != 0) {
    throw Failure(fmt::format("cannot write {}: {} bytes of pixels came where {} rows of {} bytes are missing",
                              encoder_->shown_name(), pixels.size(), rows_left_, row_bytes_));
  }
  encoder_->call([&](png_structp png, png_infop) {
    for (std::size_t row = 0; row < rows; ++row) {
      png_write_row(png, reinterpret_cast<png_const_bytep>(pixels.data() + row * row_bytes_));
    }
  });
  rows_left_ -= rows;
}

void PngWriter::finish() {
  if (rows_left_ != 0) {
    throw Failure(fmt::format("cannot write {}: {} of its rows are missing", encoder_->shown_name(), rows_left_));
  }
  encoder_->call([](png_structp png, png_infop info) { png_write_end(png, info); });
}

}  // namespace lyap
