#pragma once

#include "host/color/palette.h"
#include "host/spec/render_spec.h"
#include "host/spec/tone.h"

namespace lyap {

/// Bits a channel of a palette's entries, and of a picture unless told otherwise.
inline constexpr int kPaletteDepth = 8;
/// Bits a channel of pictures in the continuous palette.
inline constexpr int kContinuousDepth = 16;

/// The colours of a picture, apart from what is computed of it.
struct PictureLook {
  Palette palette;
  /// What the colours stand for.
  Quantity shown = Quantity::kExponent;
  /// Bits a channel: kPaletteDepth or kContinuousDepth.
  int depth = kPaletteDepth;
  /// How exponents find their colours; not open (Tone::is_open).
  Tone tone{};
};

/// How a picture with this palette looks.
inline PictureLook look_of(const RenderSpec& spec, const Palette& palette, int depth) {
  return {palette, spec.shown, depth, spec.tone};
}

}  // namespace lyap
