#pragma once

#include "host/spec/option_values.h"

#include <array>

namespace lyap {

/// The places of all parts of a difference sheet, in pixels from its upper left corner.
///
///     title
///     left          right         difference in ulps
///     +---------+   +---------+   +---------+ |
///     | panel 0 |   | panel 1 |   | panel 2 | | marks of rows
///     +---------+   +---------+   +---------+ |
///                                 -----------  marks of columns
///     legend
///     verdict
struct DifferenceLayout {
  /// Throws InvalidInput if the sheet would be too large for a PNG file.
  explicit DifferenceLayout(Size picture);

  Size picture;
  /// Each pixel of the pictures is a square of this many pixels on a side.
  int enlargement;
  /// The size of the texts (Typeface::size). It grows with the panels, so that a sheet that is shrunk to a screen is
  /// legible.
  int text_size;
  Size panel;
  int margin;

  /// The left ends of the panels, and the width that is there for the labels above them.
  std::array<int, 3> panel_left;
  int label_width;
  int row_marks_left;

  int title_baseline;
  int labels_baseline;
  int panels_top;
  int column_marks_top;
  int legend_baseline;
  int verdict_baseline;

  /// The half of a mark next to the panel is as thick as its row or column. The outer half is at least `mark_thickness`
  /// thick, so that it remains visible when the sheet is shrunk.
  int half_mark_length;
  int mark_thickness;

  Size sheet;

  int panels_bottom() const { return panels_top + panel.height; }
  /// The width that is there for title and verdict.
  int line_width() const { return sheet.width - 2 * margin; }
};

}  // namespace lyap
