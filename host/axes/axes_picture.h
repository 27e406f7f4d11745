#pragma once

#include "host/axes/axes_layout.h"
#include "host/color/rgb_image.h"
#include "host/drawing/typeface.h"
#include "host/output/png_writer.h"
#include "host/system/byte_sink.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace lyap {

/// Writes a picture with axes and a colour bar around it into a PNG file, band by band as PngWriter does, so that
/// neither the picture nor the figure is ever whole in memory. The picture's own pixels are what they are without.
class AxesPicture {
 public:
  /// `image` is the file of the picture alone, whose pixels come: indices into its palette or red, green and blue with
  /// 8 bits. The figure's file has the same texts. `sink` must outlive the writer. Draws what is above the picture.
  /// Throws what PngWriter throws, also where the figure is too large for a PNG file.
  AxesPicture(ByteSink& sink, const PngImage& image, const AnnotatedPicture& annotated);

  /// Appends whole rows of the picture. Throws Failure if `pixels` holds a part of a row or more rows than are missing.
  void write_rows(std::span<const std::byte> pixels);

  /// Draws what is below the picture and ends the file, which remains to be committed. Throws Failure if rows are
  /// missing.
  void finish();

 private:
  /// Writes rows [first, end) of the figure, a few at a time; those of the picture have `pixels`.
  void write_part(int first, int end, std::span<const std::byte> pixels);
  /// Draws all that lies in an image of the rows from `top` on.
  void draw(RgbImage& image, int top) const;
  void draw_axes(RgbImage& image, int top) const;
  void draw_bar(RgbImage& image, int top) const;
  void draw_bar_tick(RgbImage& image, int top, int row, const std::string& label) const;
  Rgb8 color_of(std::span<const std::byte> pixels, std::size_t pixel) const;

  AxesLayout layout_;
  Typeface typeface_;
  std::string horizontal_letter_;
  std::string vertical_letter_;
  std::optional<ColorBar> bar_;
  std::vector<Rgb8> palette_;
  ByteSink& sink_;
  PngWriter png_;
  int rows_written_ = 0;
};

}  // namespace lyap
