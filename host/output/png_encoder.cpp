#include "host/output/png_encoder.h"

#include "host/base/error.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <zlib.h>

namespace lyap {
namespace {

/// Speed first: colours take a quarter of the time of libpng's defaults. Neighbouring pixels of a fractal are often
/// equal, which zlib finds by itself; libpng's row filters hide it on colours and cost time. Level 6 would save a sixth
/// of the bytes, and up to half on very smooth pictures, whose files are small, for about twice the time.
constexpr int kFilter = PNG_FILTER_NONE;
constexpr int kIndexedLevel = 3;
constexpr int kColorLevel = 2;
/// Colours of 16 bits are seldom equal, but their differences are small: with this filter files are a fifth smaller,
/// and made sooner, and higher levels save little more.
constexpr int kDeepFilter = PNG_FILTER_SUB;
constexpr int kDeepLevel = 1;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::vector<png_color> to_png(const std::vector<Rgb8>& palette) {
  std::vector<png_color> colors;
  std::transform(palette.begin(), palette.end(), std::back_inserter(colors), [](Rgb8 color) {
    return png_color{color.r, color.g, color.b};
  });
  return colors;
}

/// The entries point into `text`. tEXt is what every reader knows, but only iTXt holds UTF-8.
std::vector<png_text> to_png(const std::vector<PngText>& text) {
  std::vector<png_text> entries;
  for (const PngText& source : text) {
    png_text entry = {};
    entry.compression = is_ascii(source.value) ? PNG_TEXT_COMPRESSION_NONE : PNG_ITXT_COMPRESSION_NONE;
    // libpng's structure serves reading too; here it only reads them.
    entry.key = const_cast<png_charp>(source.keyword.c_str());
    entry.text = const_cast<png_charp>(source.value.c_str());
    entries.push_back(entry);
  }
  return entries;
}

void check(const PngImage& image) {
  const auto [smaller, larger] = std::minmax(image.width, image.height);
  if (smaller < 1 || larger > kMaxPngSide) {
    throw InvalidInput(fmt::format("a PNG file cannot have {}x{} pixels; each side is 1 to {}", image.width,
                                   image.height, kMaxPngSide));
  }
  if (image.palette.size() > kMaxIndexedColors) {
    throw InvalidInput(fmt::format("a PNG file cannot have a palette of {} colours; {} is the most",
                                   image.palette.size(), kMaxIndexedColors));
  }
  if (image.depth != 8 && (image.depth != 16 || !image.palette.empty())) {
    throw InvalidInput(
        fmt::format("a PNG file cannot have {} bits a channel{}; 8 and, without a palette, 16 are written", image.depth,
                    image.palette.empty() ? "" : " and a palette"));
  }
}

}  // namespace

PngCompression compression_of(const PngImage& image) {
  if (image.depth == 16) return {kDeepFilter, kDeepLevel};
  return {kFilter, image.palette.empty() ? kColorLevel : kIndexedLevel};
}

std::size_t row_bytes_of(const PngImage& image) {
  const std::size_t channels = image.palette.empty() ? 3 : 1;
  return image.width * channels * static_cast<std::size_t>(image.depth / 8);
}

PngEncoder::PngEncoder(ByteSink& sink) : sink_(sink) {
  png_ = png_create_write_struct(PNG_LIBPNG_VER_STRING, this, keep_error, [](png_structp, png_const_charp) {});
  info_ = png_create_info_struct(png_);
  if (info_ == nullptr) {
    png_destroy_write_struct(&png_, nullptr);
    throw Failure(fmt::format("cannot write {}: libpng does not start", sink.shown_name()));
  }
  png_set_write_fn(png_, this, write_bytes, [](png_structp) {});
}

PngEncoder::~PngEncoder() {
  png_destroy_write_struct(&png_, &info_);
}

void PngEncoder::write_head(const PngImage& image) {
  check(image);
  const bool indexed = !image.palette.empty();
  const auto [filter, level] = compression_of(image);
  const std::vector<png_color> colors = to_png(image.palette);
  const std::vector<png_text> text = to_png(image.text);
  call([&](png_structp png, png_infop info) {
    png_set_user_limits(png, kMaxPngSide, kMaxPngSide);
    png_set_check_for_invalid_index(png, 0);  // takes time and only warns
    png_set_filter(png, PNG_FILTER_TYPE_BASE, filter);
    png_set_compression_level(png, level);
    png_set_compression_strategy(png, Z_DEFAULT_STRATEGY);
    png_set_compression_buffer_size(png, kPngBlockBytes);

    png_set_IHDR(png, info, image.width, image.height, image.depth,
                 indexed ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    // Colour-managed viewers stretch untagged colours over a wide-gamut screen's range; the palettes mean sRGB.
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    if (indexed) png_set_PLTE(png, info, colors.data(), static_cast<int>(colors.size()));
    png_set_text(png, info, text.data(), static_cast<int>(text.size()));
    png_write_info(png, info);
  });
}

std::size_t PngEncoder::rows_in(std::span<const std::byte> pixels, std::size_t row_bytes, std::size_t rows_left) const {
  const std::size_t rows = pixels.size() / row_bytes;
  if (rows <= rows_left && pixels.size() % row_bytes == 0) return rows;
  throw Failure(fmt::format("cannot write {}: {} bytes of pixels came where {} rows of {} bytes are missing",
                            shown_name(), pixels.size(), rows_left, row_bytes));
}

void PngEncoder::check_end(std::size_t rows_left) const {
  if (rows_left == 0) return;
  throw Failure(fmt::format("cannot write {}: {} of its rows are missing", shown_name(), rows_left));
}

void PngEncoder::write_pixel_data(std::span<const std::byte> compressed) {
  call([&](png_structp png, png_infop) {
    png_write_chunk(png, reinterpret_cast<png_const_bytep>("IDAT"),
                    reinterpret_cast<png_const_bytep>(compressed.data()), compressed.size());
  });
}

void PngEncoder::write_end() {
  call([](png_structp png, png_infop) { png_write_chunk(png, reinterpret_cast<png_const_bytep>("IEND"), nullptr, 0); });
}

void PngEncoder::write_bytes(png_structp png, png_bytep bytes, std::size_t count) {
  auto& self = *static_cast<PngEncoder*>(png_get_io_ptr(png));
  try {
    self.sink_.write(std::as_bytes(std::span(bytes, count)));
    return;
  } catch (...) {
    self.error_ = std::current_exception();
  }
  png_longjmp(png, 1);  // not inside the handler, which must end first
}

void PngEncoder::keep_error(png_structp png, png_const_charp message) {
  auto& self = *static_cast<PngEncoder*>(png_get_error_ptr(png));
  try {
    throw Failure(fmt::format("cannot write {}: {}", self.sink_.shown_name(), message));
  } catch (...) {
    self.error_ = std::current_exception();
  }
  png_longjmp(png, 1);
}

}  // namespace lyap
