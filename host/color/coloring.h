#pragma once

#include "host/color/color_table.h"
#include "kernels/coloring_view.h"

#include <memory>

namespace lyap {

/// How a plane is shown, apart from what is computed of it. A value; copies share the colour table, and the frames of a
/// film do.
struct Coloring {
  /// The colours of the palette in the format of the pixels; not null.
  std::shared_ptr<const ColorTable> colors;
  /// What the colours stand for.
  Quantity shown = Quantity::kExponent;
  /// The places of exponents in the palette.
  ToneMap tone_map{};

  PixelFormat format() const { return colors->format(); }
  /// Valid as long as the colour table lives.
  ColoringView view() const { return {format(), shown, tone_map, colors->view()}; }

  /// Whether they share a colour table and are the same in all else.
  friend bool operator==(const Coloring&, const Coloring&) = default;
};

}  // namespace lyap
