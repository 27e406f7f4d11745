#include "host/output/png_writer.h"

#include "host/output/png_encoder.h"

#include <png.h>

namespace lyap {

PngWriter::PngWriter(ByteSink& sink, const PngImage& image)
    : encoder_(std::make_unique<PngEncoder>(sink)), row_bytes_(row_bytes_of(image)), rows_left_(image.height) {
  encoder_->write_head(image);
}

PngWriter::~PngWriter() = default;

void PngWriter::write_rows(std::span<const std::byte> pixels) {
  const std::size_t rows = encoder_->rows_in(pixels, row_bytes_, rows_left_);
  encoder_->call([&](png_structp png, png_infop) {
    for (std::size_t row = 0; row < rows; ++row) {
      png_write_row(png, reinterpret_cast<png_const_bytep>(pixels.data() + row * row_bytes_));
    }
  });
  rows_left_ -= rows;
}

void PngWriter::finish() {
  encoder_->check_end(rows_left_);
  encoder_->call([](png_structp png, png_infop info) { png_write_end(png, info); });
}

}  // namespace lyap
