#include "host/output/png_writer.h"

#include "host/base/error.h"

#include <algorithm>
#include <csetjmp>
#include <exception>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <png.h>
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

/// The size of the file's blocks of pixel data and so of most writes.
constexpr std::size_t kBlockBytes = std::size_t{256} << 10U;

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

/// How the pixels are compressed.
struct Compression {
  int filter;
  int level;
};

Compression compression_of(const PngImage& image) {
  if (image.depth == 16) return {kDeepFilter, kDeepLevel};
  return {kFilter, image.palette.empty() ? kColorLevel : kIndexedLevel};
}

}  // namespace

/// Owns libpng's state and carries errors across it. libpng leaves a failed call by longjmp, which must not pass a
/// destructor, and an exception must not pass libpng. So an error is kept as an exception, libpng is left by its own
/// way, and call() throws what was kept.
class PngWriter::Encoder {
 public:
  explicit Encoder(ByteSink& sink) : sink_(sink) {
    png_ = png_create_write_struct(PNG_LIBPNG_VER_STRING, this, keep_error, ignore_warning);
    info_ = png_create_info_struct(png_);
    if (info_ == nullptr) {
      png_destroy_write_struct(&png_, nullptr);
      throw Failure(fmt::format("cannot write {}: libpng does not start", sink.shown_name()));
    }
    png_set_write_fn(png_, this, write_bytes, [](png_structp) {});
  }
  ~Encoder() { png_destroy_write_struct(&png_, &info_); }
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;
  Encoder(Encoder&&) = delete;
  Encoder& operator=(Encoder&&) = delete;

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

  std::string shown_name() const { return sink_.shown_name(); }

 private:
  static void write_bytes(png_structp png, png_bytep bytes, std::size_t count) {
    auto& self = *static_cast<Encoder*>(png_get_io_ptr(png));
    try {
      self.sink_.write(std::as_bytes(std::span(bytes, count)));
      return;
    } catch (...) {
      self.error_ = std::current_exception();
    }
    png_longjmp(png, 1);  // not inside the handler, which must end first
  }

  [[noreturn]] static void keep_error(png_structp png, png_const_charp message) {
    auto& self = *static_cast<Encoder*>(png_get_error_ptr(png));
    try {
      throw Failure(fmt::format("cannot write {}: {}", self.sink_.shown_name(), message));
    } catch (...) {
      self.error_ = std::current_exception();
    }
    png_longjmp(png, 1);
  }

  static void ignore_warning(png_structp, png_const_charp) {}

  ByteSink& sink_;
  std::exception_ptr error_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
};

PngWriter::PngWriter(ByteSink& sink, const PngImage& image) {
  check(image);
  const bool indexed = !image.palette.empty();
  const auto [filter, level] = compression_of(image);
  row_bytes_ = image.width * (indexed ? std::size_t{1} : std::size_t{3}) * static_cast<std::size_t>(image.depth / 8);
  rows_left_ = image.height;

  const std::vector<png_color> colors = to_png(image.palette);
  const std::vector<png_text> text = to_png(image.text);
  encoder_ = std::make_unique<Encoder>(sink);
  encoder_->call([&](png_structp png, png_infop info) {
    png_set_user_limits(png, kMaxPngSide, kMaxPngSide);
    png_set_check_for_invalid_index(png, 0);  // takes time and only warns
    png_set_filter(png, PNG_FILTER_TYPE_BASE, filter);
    png_set_compression_level(png, level);
    png_set_compression_strategy(png, Z_DEFAULT_STRATEGY);
    png_set_compression_buffer_size(png, kBlockBytes);

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
