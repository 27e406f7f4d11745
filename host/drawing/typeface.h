#pragma once

#include "host/color/rgb_image.h"

#include <memory>
#include <string>
#include <string_view>

namespace lyap {

/// DejaVu Sans in one size; the font travels inside the program. Its outlines are neither hinted nor kerned, and how
/// much of a pixel they cover is computed in integers: one version of FreeType and of the font gives the same bytes on
/// every machine. For one thread at a time.
class Typeface {
 public:
  /// `size` is that of the em in pixels, 1 to 2000. Throws Failure if FreeType does not start.
  explicit Typeface(int size);
  ~Typeface();
  Typeface(const Typeface&) = delete;
  Typeface& operator=(const Typeface&) = delete;
  Typeface(Typeface&&) = delete;
  Typeface& operator=(Typeface&&) = delete;

  int size() const { return size_; }
  /// How far capitals and digits rise above the baseline, and how far letters reach below it, in whole pixels.
  int cap_height() const;
  int descent() const;

  /// The pixels from where a line of text begins to where it ends. Text is UTF-8; a character that the font lacks and
  /// what is no UTF-8 are drawn as a box.
  int width(std::string_view text) const;

  /// The text, or its beginning and "…", so that it takes at most `width` pixels; empty where not even that fits.
  std::string fitting(std::string_view text, int width) const;

  /// Draws a line of text that begins at `left` and stands on the row `baseline`, whose pixels are below the letters.
  /// Parts outside the image are clipped.
  void draw(RgbImage& image, int left, int baseline, std::string_view text, Rgb8 color) const;

 private:
  struct Face;

  int size_;
  std::unique_ptr<Face> face_;
};

}  // namespace lyap
