#include "host/drawing/rectangle.h"

#include <algorithm>

namespace lyap {

void fill_rectangle(RgbImage& image, const Rectangle& rectangle, Rgb8 color) {
  const int right = std::min(rectangle.left + rectangle.width, image.width);
  const int bottom = std::min(rectangle.top + rectangle.height, image.height);
  for (int y = std::max(rectangle.top, 0); y < bottom; ++y) {
    for (int x = std::max(rectangle.left, 0); x < right; ++x) image.at(x, y) = color;
  }
}

void draw_frame(RgbImage& image, const Rectangle& rectangle, int thickness, Rgb8 color) {
  const auto [left, top, width, height] = rectangle;
  const int outer_width = width + 2 * thickness;
  fill_rectangle(image, {left - thickness, top - thickness, outer_width, thickness}, color);
  fill_rectangle(image, {left - thickness, top + height, outer_width, thickness}, color);
  fill_rectangle(image, {left - thickness, top, thickness, height}, color);
  fill_rectangle(image, {left + width, top, thickness, height}, color);
}

}  // namespace lyap
