#pragma once

#include "host/color/rgb_image.h"
#include "host/drawing/typeface.h"
#include "host/output/png_writer.h"
#include "host/sheets/difference_layout.h"
#include "host/sheets/ulp_legend.h"
#include "host/spec/option_values.h"
#include "host/system/byte_sink.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace lyap {

/// The texts on a difference sheet.
struct SheetTexts {
  std::string left;   // above the left picture
  std::string right;  // above the right one
  std::string title;  // in the upper left corner
  /// Metadata of the PNG file.
  std::vector<PngText> metadata;
};

/// Draws two pictures and their differences side by side into a PNG file, band by band, so that the whole sheet is
/// never in memory: the left picture, the right picture, and for each pixel how many units in the last place its
/// exponents are apart, on a logarithmic scale of colours (ulp_bin) that a legend below explains. Marks beside and
/// below the differences point to every row and column that has one, so that a single pixel is found. Small pictures
/// are enlarged by a whole factor.
class DifferenceSheet {
 public:
  /// Draws the texts above the pictures. `sink` must outlive the sheet. Throws InvalidInput if the sheet would be too
  /// large for a PNG file, and what PngWriter throws.
  DifferenceSheet(ByteSink& sink, Size size, const SheetTexts& texts);

  /// Appends rows of all three panels: colours of both pictures, and the bins (ulp_bin) of the differences, −1 for
  /// pixels that do not differ. All three spans hold the same number of whole rows; throws Failure if not, or if there
  /// are more rows than are missing.
  void add_rows(std::span<const Rgb8> left, std::span<const Rgb8> right, std::span<const std::int8_t> bins);

  /// Draws what is below the pictures: marks, legend, and `verdict`, one line. A file remains to be committed.
  /// Throws Failure if rows are missing.
  void finish(const std::string& verdict);

 private:
  /// Draws rows [first, end) of the sheet, a few at a time: `draw` gets an image of neighbouring rows and the number of
  /// the first one.
  void draw_part(int first, int end, const std::function<void(RgbImage& image, int top)>& draw);
  void add_row(std::span<const Rgb8> left, std::span<const Rgb8> right, std::span<const std::int8_t> bins);
  void set_pixel(std::size_t panel, std::size_t column, Rgb8 color);
  /// The marks of columns, and the rest of the last row's one.
  void draw_last_marks(RgbImage& image, int top) const;

  DifferenceLayout layout_;
  Typeface typeface_;
  UlpColors colors_;
  ByteSink& sink_;
  PngWriter png_;
  /// A row of the sheet.
  std::vector<Rgb8> line_;
  std::vector<bool> differing_columns_;
  int rows_added_ = 0;
  /// For how many rows more the mark of the last differing row goes on.
  int thick_mark_left_ = 0;
};

}  // namespace lyap
