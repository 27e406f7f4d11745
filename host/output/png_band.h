#pragma once

#include "host/output/png_writer.h"
#include "host/system/byte_sink.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace lyap {

class PngEncoder;

/// Writes some rows of a picture so that join_png_bands() can make one file of several without decompressing them: a
/// PNG file of its own, which every viewer shows, whose compressed pixels end on a byte and need nothing from before
/// their first row. Takes rows, and throws, as PngWriter does.
class PngBandWriter {
 public:
  /// `image` is the band's: its height is the number of rows. `sink` must outlive the writer.
  PngBandWriter(ByteSink& sink, const PngImage& image);
  ~PngBandWriter();
  PngBandWriter(const PngBandWriter&) = delete;
  PngBandWriter& operator=(const PngBandWriter&) = delete;
  PngBandWriter(PngBandWriter&&) = delete;
  PngBandWriter& operator=(PngBandWriter&&) = delete;

  /// Appends whole rows, as many as `pixels` holds. Throws Failure if it holds a part of a row or more rows than are
  /// missing.
  void write_rows(std::span<const std::byte> pixels);

  /// Writes the end of the PNG data; a file remains to be committed. Throws Failure if rows are missing.
  void finish();

 private:
  class Deflater;

  std::unique_ptr<PngEncoder> encoder_;
  std::unique_ptr<Deflater> deflater_;
  std::size_t row_bytes_;
  std::size_t pixel_bytes_;
  std::size_t rows_left_;
  /// A row as it is compressed: the number of its filter, and its bytes or their differences.
  std::vector<std::byte> filtered_;
};

/// Writes the PNG file of `image` with the rows of the band files, the first of which is at the top. The bytes of the
/// bands are copied as they were compressed; their checksums are checked, and make that of the whole (adler32_combine()
/// of zlib). After each band, `joined` gets how many are done; it may be empty.
///
/// Throws InvalidInput, with the file's name, for a band that is damaged, not whole or of another picture (width,
/// depth, palette), or if the rows of all are more or fewer than the image has; Failure where a file cannot be read,
/// and what PngWriter throws. The sink has a part of the file then.
void join_png_bands(ByteSink& sink, const PngImage& image, const std::vector<std::string>& bands,
                    const std::function<void(std::size_t)>& joined = {});

}  // namespace lyap
