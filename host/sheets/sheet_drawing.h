#pragma once

#include "host/color/rgb_image.h"

#include <string>

namespace lyap {

/// The calm dark ground of sheets, and what is written on it.
inline constexpr Rgb8 kSheetPaper = {22, 24, 28};
inline constexpr Rgb8 kSheetInk = {208, 212, 218};

/// Where a rectangle is, in pixels from the upper left corner of an image.
struct Rectangle {
  int left;
  int top;
  int width;
  int height;
};

/// Fills a rectangle as far as it lies in the image.
void fill_rectangle(RgbImage& image, const Rectangle& rectangle, Rgb8 colour);

/// The text, or so much of it that it takes `width` pixels at most with "..." for the rest.
std::string fitting_text(const std::string& text, int width, int scale);

}  // namespace lyap
