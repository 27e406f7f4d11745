#include "host/color/coloring.h"

#include "host/color/continuous_palette.h"

#include <vector>

namespace lyap {

Coloring coloring_of(const RenderSpec& spec, const Palette& palette, PixelFormat format) {
  const bool is_deep = bits_of_level(format) > 8;
  const std::vector<Rgb16> colors = is_deep ? deep_colors(palette, spec.shown) : entry_colors(palette);
  Coloring coloring{std::make_shared<const ColorTable>(colors, format), spec.shown};
  if (!spec.sampling.is_single()) coloring.averaging = std::make_shared<const Averaging>(spec.sampling, colors);
  return coloring;
}

}  // namespace lyap
