#include "host/color/coloring.h"

#include "host/color/shown_colors.h"

#include <utility>

namespace lyap {

Coloring coloring_of(const RenderSpec& spec, const Palette& palette, PixelFormat format) {
  const PictureLook look = look_of(spec, palette, bits_of_level(format) > 8 ? kContinuousDepth : kPaletteDepth);
  const ShownColors colors = shown_colors(look);
  Coloring coloring{std::make_shared<const ColorTable>(colors.colors, format), spec.shown, toning_of(look, colors)};
  if (!spec.sampling.is_single()) {
    coloring.averaging = std::make_shared<const Averaging>(spec.sampling, colors.colors);
  }
  return coloring;
}

Coloring with_tone(const RenderSpec& spec, const Palette& palette, const Tone& tone, Coloring coloring) {
  if (spec.tone == tone) return coloring;
  if (palette.fades_to && spec.tone.mix != tone.mix) return coloring_of(spec, palette, coloring.format());
  const std::size_t entries = coloring.colors->colors().size() - own_colors(spec.tone);
  coloring.toning = toning_of(spec.tone, static_cast<std::int32_t>(entries));
  return coloring;
}

}  // namespace lyap
