#pragma once

#include "host/color/rgb_image.h"

namespace lyap {

/// A rectangle in pixels from the upper left corner of an image.
struct Rectangle {
  int left;
  int top;
  int width;
  int height;
};

/// Fills the part of a rectangle that lies in the image.
void fill_rectangle(RgbImage& image, const Rectangle& rectangle, Rgb8 color);

/// Draws a line of that thickness around a rectangle, outside of it.
void draw_frame(RgbImage& image, const Rectangle& rectangle, int thickness, Rgb8 color);

}  // namespace lyap
