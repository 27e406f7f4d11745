#pragma once

#include "host/axes/color_bar.h"
#include "host/drawing/rectangle.h"
#include "host/drawing/typeface.h"
#include "host/spec/annotations.h"
#include "host/spec/render_spec.h"

#include <optional>
#include <string>
#include <vector>

namespace lyap {

/// A picture and what is to be drawn around it.
struct AnnotatedPicture {
  Annotations annotations;
  Size size;
  Axis horizontal;
  Axis vertical;
  /// Its tone is not open.
  PictureLook look;
};

/// A tick at a row or column, from the upper left corner of what it is beside.
struct PlacedTick {
  int at;
  std::string label;
};

/// The places of all that is drawn around a picture, in pixels from the figure's upper left corner.
///
///                                 λ
///     4.0 -+-----------+        +--+
///          |           |        |  |- 1
///      B   |  picture  |        |  |- 0
///          |           |        |  |- −1
///     2.0 -+-----------+        +--+
///          |     |     |
///         2.0   3.0   4.0
///                A
struct AxesLayout {
  explicit AxesLayout(const AnnotatedPicture& annotated);

  /// That of the texts, Typeface::size. It grows with the picture, so that a figure that is shrunk to a screen or a
  /// page is legible.
  int text_size;
  int line_thickness;
  int tick_length;
  /// Between a tick and its label, and between labels and titles.
  int gap;

  Rectangle picture{};
  /// Along the picture's lower and left side; empty without axes.
  std::vector<PlacedTick> horizontal;
  std::vector<PlacedTick> vertical;
  /// Where the letters of the axes begin, and the rows that they stand on.
  int horizontal_title_left = 0;
  int horizontal_title_baseline = 0;
  int vertical_title_left = 0;
  int vertical_title_baseline = 0;
  int labels_baseline = 0;

  /// The colour bar between its swatches, which have no height where there are none; no width without a bar.
  Rectangle bar{};
  Rectangle above{};
  Rectangle below{};
  std::vector<PlacedTick> bar_ticks;
  int bar_title_left = 0;
  int bar_title_baseline = 0;

  /// Of the whole figure.
  Size figure{};

 private:
  void place_axes(const AnnotatedPicture& annotated, const Typeface& typeface);
  void place_bar(const ColorBar& color_bar, const Typeface& typeface);
  void place_titles(const AnnotatedPicture& annotated, const Typeface& typeface);
};

}  // namespace lyap
