#include "host/sheets/sheet_drawing.h"

#include "host/sheets/bitmap_font.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace lyap {

void fill_rectangle(RgbImage& image, const Rectangle& rectangle, Rgb8 color) {
  const int right = std::min(rectangle.left + rectangle.width, image.width);
  const int bottom = std::min(rectangle.top + rectangle.height, image.height);
  for (int y = std::max(rectangle.top, 0); y < bottom; ++y) {
    for (int x = std::max(rectangle.left, 0); x < right; ++x) image.at(x, y) = color;
  }
}

std::string fitting_text(const std::string& text, int width, int scale) {
  constexpr std::string_view kDots = "...";
  if (text_width(text, scale) <= width) return text;
  // The gap behind the last letter needs no room.
  const auto letters = static_cast<std::size_t>(std::max(width / scale + 1, 0) / kGlyphWidth);
  if (letters <= kDots.size()) return std::string(kDots.substr(0, letters));
  return text.substr(0, letters - kDots.size()) + std::string(kDots);
}

}  // namespace lyap
