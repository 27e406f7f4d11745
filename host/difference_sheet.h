#pragma once

#include "host/option_values.h"
#include "host/png_writer.h"
#include "host/rgb_image.h"
#include "kernels/exponent_difference.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lyap {

/// What a difference sheet says in letters.
struct SheetTexts {
  std::string left;   // above the left picture
  std::string right;  // above the right one
  std::string title;  // in the upper left corner
  /// Metadata of the PNG file.
  std::vector<PngText> metadata;
};

/// Draws two pictures and where they differ side by side into a PNG file, band by band, so that the sheet need never be
/// whole in memory: the left picture, the right picture, and for each pixel how many units in the last place its
/// exponents are apart, on a logarithmic scale of colours (ulp_bin) that a legend below explains. Marks beside and
/// below the differences point to every row and column that has one, so that a single pixel is found. Small pictures
/// are enlarged by a whole factor.
class DifferenceSheet {
 public:
  /// Draws what stands above the pictures. `file` must outlive the sheet. Throws InvalidInput if the sheet would be too
  /// large for a PNG file, and what PngWriter throws.
  DifferenceSheet(OutputFile& file, Size size, const SheetTexts& texts);

  /// Appends rows of all three: colours of both pictures, and bins of the histogram of differences, −1 for pixels that
  /// do not differ. All spans have whole rows, the same number.
  void add_rows(std::span<const Rgb8> left, std::span<const Rgb8> right, std::span<const std::int8_t> bins);

  /// Draws what stands below the pictures: marks, legend, and `verdict`, a line. The file remains to be committed.
  void finish(const std::string& verdict);
};

}  // namespace lyap
