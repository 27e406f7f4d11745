#pragma once

#include "host/output/png_writer.h"
#include "host/system/byte_sink.h"

#include <csetjmp>
#include <cstddef>
#include <exception>
#include <span>
#include <string>
#include <utility>

#include <png.h>

namespace lyap {

/// The size of the file's blocks of pixel data and so of most writes.
inline constexpr std::size_t kPngBlockBytes = std::size_t{256} << 10U;

/// How pixels are compressed: a filter of libpng's, PNG_FILTER_NONE or PNG_FILTER_SUB, and a level of zlib's.
struct PngCompression {
  int filter;
  int level;
};

PngCompression compression_of(const PngImage& image);

/// The bytes of a row of pixels.
std::size_t row_bytes_of(const PngImage& image);

/// Owns libpng's state and carries errors across it. libpng leaves a failed call by longjmp, which must not pass a
/// destructor, and an exception must not pass libpng. So an error is kept as an exception, libpng is left by its own
/// way, and call() throws what was kept.
class PngEncoder {
 public:
  /// `sink` must outlive it. Throws Failure where libpng does not start.
  explicit PngEncoder(ByteSink& sink);
  ~PngEncoder();
  PngEncoder(const PngEncoder&) = delete;
  PngEncoder& operator=(const PngEncoder&) = delete;
  PngEncoder(PngEncoder&&) = delete;
  PngEncoder& operator=(PngEncoder&&) = delete;

  /// Writes everything that comes before the pixels. Throws InvalidInput if the size, the depth or the number of
  /// palette entries is out of range, and for a palette where a channel has 16 bits.
  void write_head(const PngImage& image);

  /// Writes a chunk of pixel data that is compressed already. Afterwards write_end(), not png_write_end(), which knows
  /// of no such pixels.
  void write_pixel_data(std::span<const std::byte> compressed);
  void write_end();

  /// Runs `use(png, info)`. All that libpng can fail in goes through here. `use` must create no object that has a
  /// destructor: an error skips it.
  template <class Use>
  void call(const Use& use) {
    if (setjmp(png_jmpbuf(png_)) == 0) {
      use(png_, info_);
    } else {
      std::rethrow_exception(std::exchange(error_, nullptr));
    }
  }

  /// How many whole rows of so many bytes `pixels` holds. Throws Failure if it holds a part of a row, or more than
  /// `rows_left`.
  std::size_t rows_in(std::span<const std::byte> pixels, std::size_t row_bytes, std::size_t rows_left) const;

  /// Throws Failure unless no row is left.
  void check_end(std::size_t rows_left) const;

  std::string shown_name() const { return sink_.shown_name(); }

 private:
  static void write_bytes(png_structp png, png_bytep bytes, std::size_t count);
  [[noreturn]] static void keep_error(png_structp png, png_const_charp message);

  ByteSink& sink_;
  std::exception_ptr error_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
};

}  // namespace lyap
