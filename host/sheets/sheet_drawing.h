#pragma once

#include "host/color/rgb_image.h"

#include <string>

namespace lyap {

/// The colours of a sheet: dark background, light texts and marks.
inline constexpr Rgb8 kSheetBackground = {22, 24, 28};
inline constexpr Rgb8 kSheetForeground = {208, 212, 218};

/// A rectangle in pixels from the upper left corner of an image.
struct Rectangle {
  int left;
  int top;
  int width;
  int height;
};

/// Fills the part of a rectangle that lies in the image.
void fill_rectangle(RgbImage& image, const Rectangle& rectangle, Rgb8 color);

/// The text, or its beginning and "...", so that it takes at most `width` pixels.
std::string fitting_text(const std::string& text, int width, int scale);

}  // namespace lyap
