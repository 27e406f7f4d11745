#pragma once

#include "host/color/rgb_image.h"
#include "host/system/byte_sink.h"
#include "kernels/pixel_format.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace lyap {

inline constexpr std::uint32_t kMaxPngSide = 1'000'000;

/// One entry of a PNG file's metadata.
struct PngText {
  std::string keyword;  // 1 to 79 printable ASCII characters
  std::string value;    // UTF-8
};

/// What a PNG file contains besides its pixels.
struct PngImage {
  std::uint32_t width = 0;  // pixels, 1 to kMaxPngSide
  std::uint32_t height = 0;
  std::vector<Rgb8> palette;  // at most kMaxIndexedColors; empty: the pixels are RGB
  std::vector<PngText> text;
  int depth = 8;  // bits a channel; 16: the pixels are RGB
};

class PngEncoder;

/// Writes one PNG file to a sink of bytes from top to bottom, in bands of rows, so that a picture need never be whole
/// in memory.
///
/// A pixel is one byte, an index into the palette, or three bytes, red, green and blue, where there is no palette; with
/// 16 bits a channel six bytes, of each channel the most significant one first. Indices are not checked against the
/// palette; readers may refuse a file with larger ones.
///
/// Every function throws Failure if libpng reports an error, and what ByteSink::write throws; after either the writer
/// can only be destroyed.
class PngWriter {
 public:
  /// Writes everything that comes before the pixels. `sink` must outlive the writer. Throws InvalidInput if the size,
  /// the depth or the number of palette entries is out of range, and for a palette where a channel has 16 bits.
  PngWriter(ByteSink& sink, const PngImage& image);
  ~PngWriter();
  PngWriter(const PngWriter&) = delete;
  PngWriter& operator=(const PngWriter&) = delete;
  PngWriter(PngWriter&&) = delete;
  PngWriter& operator=(PngWriter&&) = delete;

  /// Appends whole rows, as many as `pixels` holds (maybe none). Throws Failure if it holds a part of a row or more
  /// rows than are missing.
  void write_rows(std::span<const std::byte> pixels);

  /// Writes the end of the PNG data; a file remains to be committed. Throws Failure if rows are missing.
  void finish();

 private:
  std::unique_ptr<PngEncoder> encoder_;
  std::size_t row_bytes_;
  std::size_t rows_left_;
};

}  // namespace lyap
