#include "host/drawing/typeface.h"

#include "host/base/embedded_file.h"
#include "host/base/error.h"
#include "host/base/text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ft2build.h>
#include <span>
#include FT_FREETYPE_H

namespace lyap {

/// The file of the font, made by embed.cmake.
std::span<const EmbeddedFile> font_files();

namespace {

// Of DejaVu Sans, in 2048ths of the em.
constexpr int kEm = 2048;
constexpr int kCapHeight = 1520;
constexpr int kDescent = 483;
/// No letter reaches further from the baseline, accents included.
constexpr int kFarthest = 2 * kEm;

constexpr std::string_view kEllipsis = "…";
/// Stands for what is no UTF-8.
constexpr char32_t kReplacement = 0xFFFD;

/// FreeType counts in 64ths of a pixel.
constexpr int kUnits = 64;

std::uint8_t mixed(std::uint8_t below, std::uint8_t above, unsigned coverage) {
  return static_cast<std::uint8_t>((below * (255 - coverage) + above * coverage + 127) / 255);
}

/// Draws a bitmap of coverages with its upper left corner at (left, top).
void blend(RgbImage& image, int left, int top, const FT_Bitmap& bitmap, Rgb8 color) {
  const int right = std::min(static_cast<int>(bitmap.width), image.width - left);
  const int bottom = std::min(static_cast<int>(bitmap.rows), image.height - top);
  for (int y = std::max(0, -top); y < bottom; ++y) {
    const unsigned char* coverages = bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch;
    for (int x = std::max(0, -left); x < right; ++x) {
      Rgb8& pixel = image.at(left + x, top + y);
      const unsigned coverage = coverages[x];
      pixel = {mixed(pixel.r, color.r, coverage), mixed(pixel.g, color.g, coverage), mixed(pixel.b, color.b, coverage)};
    }
  }
}

}  // namespace

/// The font as FreeType has it, with a library of its own.
struct Typeface::Face {
  explicit Face(int size) {
    const std::string_view font = font_files().front().content;
    const auto* bytes = reinterpret_cast<const FT_Byte*>(font.data());
    if (FT_Init_FreeType(&library) != 0) throw Failure("cannot draw texts: FreeType does not start");
    if (FT_New_Memory_Face(library, bytes, static_cast<FT_Long>(font.size()), 0, &face) != 0 ||
        FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(size)) != 0) {
      FT_Done_FreeType(library);
      throw Failure("cannot draw texts: FreeType does not read the font");
    }
  }
  ~Face() { FT_Done_FreeType(library); }
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;
  Face(Face&&) = delete;
  Face& operator=(Face&&) = delete;

  /// Calls use(glyph, pen) for each character, where `pen` is its place from the text's beginning, in kUnits. Returns
  /// the place of the text's end.
  template <class Use>
  FT_Pos for_each_glyph(std::string_view text, FT_Int32 load_flags, const Use& use) const {
    FT_Pos pen = 0;
    while (!text.empty()) {
      const std::string_view character = utf8_first_character(text);
      text.remove_prefix(character.size());
      FT_Vector fraction{pen % kUnits, 0};
      FT_Set_Transform(face, nullptr, &fraction);
      const char32_t code = utf8_code_point(character).value_or(kReplacement);
      if (FT_Load_Char(face, code, FT_LOAD_NO_HINTING | load_flags) != 0) continue;
      use(*face->glyph, pen);
      pen += face->glyph->advance.x;
    }
    return pen;
  }

  FT_Library library = nullptr;
  FT_Face face = nullptr;
};

Typeface::Typeface(int size) : size_(size), face_(std::make_unique<Face>(size)) {}

Typeface::~Typeface() = default;

int Typeface::cap_height() const {
  return (size_ * kCapHeight + kEm - 1) / kEm;
}

int Typeface::descent() const {
  return (size_ * kDescent + kEm - 1) / kEm;
}

int Typeface::width(std::string_view text) const {
  const FT_Pos end = face_->for_each_glyph(text, FT_LOAD_DEFAULT, [](const FT_GlyphSlotRec&, FT_Pos) {});
  return static_cast<int>((end + kUnits - 1) / kUnits);
}

std::string Typeface::fitting(std::string_view text, int width_limit) const {
  if (width(text) <= width_limit) return std::string(text);
  std::string beginning;
  while (!text.empty()) {
    const std::string_view character = utf8_first_character(text);
    const std::string longer = beginning + std::string(character);
    if (width(longer + std::string(kEllipsis)) > width_limit) break;
    beginning = longer;
    text.remove_prefix(character.size());
  }
  const std::string cut = beginning + std::string(kEllipsis);
  return width(cut) <= width_limit ? cut : "";
}

void Typeface::draw(RgbImage& image, int left, int baseline, std::string_view text, Rgb8 color) const {
  // Pictures are drawn in bands, most of which a text does not touch.
  const int reach = size_ * (kFarthest / kEm);
  if (baseline < -reach || baseline > image.height + reach) return;
  face_->for_each_glyph(text, FT_LOAD_RENDER, [&](const FT_GlyphSlotRec& glyph, FT_Pos pen) {
    blend(image, left + static_cast<int>(pen / kUnits) + glyph.bitmap_left, baseline - glyph.bitmap_top, glyph.bitmap,
          color);
  });
}

}  // namespace lyap
