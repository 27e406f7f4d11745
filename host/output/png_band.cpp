#include "host/output/png_band.h"

#include "host/base/error.h"
#include "host/output/png_encoder.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <zlib.h>

namespace lyap {

/// zlib's stream of a band, cut into chunks of pixel data.
class PngBandWriter::Deflater {
 public:
  Deflater(PngEncoder& encoder, int level) : encoder_(encoder), block_(kPngBlockBytes) {
    if (::deflateInit(&stream_, level) != Z_OK) {
      throw Failure(fmt::format("cannot write {}: zlib does not start", encoder.shown_name()));
    }
    empty_block();
  }
  ~Deflater() { ::deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
  Deflater(Deflater&&) = delete;
  Deflater& operator=(Deflater&&) = delete;

  void add(std::span<const std::byte> bytes) {
    // zlib does not change what it reads, and counts in 32 bits.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    run(Z_NO_FLUSH);
  }

  /// All that was added is written up to a byte, and an empty last block follows.
  void finish() {
    run(Z_SYNC_FLUSH);
    run(Z_FINISH);
    write_block();
  }

 private:
  void run(int flush) {
    do {
      if (stream_.avail_out == 0) write_block();
      ::deflate(&stream_, flush);
    } while (stream_.avail_out == 0);
  }

  void write_block() {
    const std::size_t count = block_.size() - stream_.avail_out;
    if (count > 0) encoder_.write_pixel_data(std::span(block_).first(count));
    empty_block();
  }

  void empty_block() {
    stream_.next_out = reinterpret_cast<Bytef*>(block_.data());
    stream_.avail_out = static_cast<uInt>(block_.size());
  }

  PngEncoder& encoder_;
  std::vector<std::byte> block_;
  z_stream stream_ = {};
};

PngBandWriter::PngBandWriter(ByteSink& sink, const PngImage& image)
    : encoder_(std::make_unique<PngEncoder>(sink)),
      row_bytes_(row_bytes_of(image)),
      pixel_bytes_(row_bytes_ / std::max(image.width, 1U)),
      rows_left_(image.height),
      filtered_(1 + row_bytes_) {
  encoder_->write_head(image);
  const auto [filter, level] = compression_of(image);
  filtered_[0] = static_cast<std::byte>(filter == PNG_FILTER_SUB ? PNG_FILTER_VALUE_SUB : PNG_FILTER_VALUE_NONE);
  deflater_ = std::make_unique<Deflater>(*encoder_, level);
}

PngBandWriter::~PngBandWriter() = default;

void PngBandWriter::write_rows(std::span<const std::byte> pixels) {
  const std::size_t rows = encoder_->rows_in(pixels, row_bytes_, rows_left_);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::byte* source = pixels.data() + row * row_bytes_;
    std::byte* target = filtered_.data() + 1;
    std::memcpy(target, source, row_bytes_);
    if (filtered_[0] == std::byte{PNG_FILTER_VALUE_SUB}) {
      for (std::size_t i = pixel_bytes_; i < row_bytes_; ++i) {
        target[i] = static_cast<std::byte>(std::to_integer<unsigned>(source[i]) -
                                           std::to_integer<unsigned>(source[i - pixel_bytes_]));
      }
    }
    deflater_->add(filtered_);
  }
  rows_left_ -= rows;
}

void PngBandWriter::finish() {
  encoder_->check_end(rows_left_);
  deflater_->finish();
  encoder_->write_end();
}

}  // namespace lyap
