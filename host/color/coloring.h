#pragma once

#include "host/color/averaging.h"
#include "host/color/color_table.h"
#include "host/color/palette.h"
#include "host/color/toning.h"
#include "host/spec/render_spec.h"
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
  /// Which colours exponents have.
  Toning toning{};
  /// How pixels are averaged of samples; null where a pixel is one sample.
  std::shared_ptr<const Averaging> averaging{};

  bool averages_colors() const { return averaging != nullptr && averaging->sampling().averages_colors(); }
  PixelFormat format() const { return colors->format(); }
  /// Valid as long as the coloring lives.
  ColoringView view() const {
    const PaletteView palette = colors->view();
    return {format(), shown, toning.view(palette.entries), palette};
  }

  /// Whether they share their tables and are the same in all else.
  friend bool operator==(const Coloring&, const Coloring&) = default;
};

/// How `spec` is to be shown with a palette, in a pixel format: what its colours stand for, and of how many samples its
/// pixels are made. Formats of more than 8 bits a level have the continuous palette. Throws what ColorTable throws.
Coloring coloring_of(const RenderSpec& spec, const Palette& palette, PixelFormat format);

/// The coloring of `spec`, which differs in its tone alone from another picture with this palette, whose tone and coloring
/// are given: what they can share they do.
Coloring with_tone(const RenderSpec& spec, const Palette& palette, const Tone& tone, Coloring coloring);

}  // namespace lyap
