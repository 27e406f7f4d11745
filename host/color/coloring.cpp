#include "host/color/coloring.h"

namespace lyap {

Coloring coloring_of(const RenderSpec& spec, const Palette& palette, PixelFormat format) {
  Coloring coloring{std::make_shared<const ColorTable>(palette, format), spec.shown};
  if (!spec.sampling.is_single()) coloring.averaging = std::make_shared<const Averaging>(spec.sampling, palette);
  return coloring;
}

}  // namespace lyap
