#pragma once

#include "host/spec/option_values.h"

#include <array>

namespace lyap {

/// Where things are on a difference sheet, in pixels from its upper left corner.
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
  /// Each pixel of the pictures is a square of so many pixels.
  int enlargement;
  /// Of the texts; it grows with the panels, so that a sheet that is shrunk to a screen can still be read.
  int text_scale;
  Size panel;
  int margin;

  /// Left ends of the panels, and what the texts above them may take.
  std::array<int, 3> panel_left;
  int label_width;
  int row_marks_left;

  int title_top;
  int labels_top;
  int panels_top;
  int column_marks_top;
  int legend_top;
  int verdict_top;

  /// Half of a mark's length points to one row or column exactly; the half farther off is at least so thick that it
  /// remains visible when the sheet is shrunk.
  int half_mark_length;
  int mark_thickness;

  Size sheet;

  int panels_bottom() const { return panels_top + panel.height; }
  /// What titles and verdicts may take.
  int line_width() const { return sheet.width - 2 * margin; }
};

}  // namespace lyap
