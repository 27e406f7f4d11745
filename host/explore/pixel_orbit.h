#pragma once

#include "host/spec/pixel_selection.h"
#include "host/spec/render_spec.h"

#include <vector>

namespace lyap {

/// The orbit of a pixel as the kernels compute it: x₀ and the points behind it, `points` in all, fewer where the orbit
/// escapes. `pixel` selects the one pixel; the spec is valid and has its precision.
std::vector<double> pixel_orbit(const RenderSpec& spec, const PixelSelection& pixel, int points);

}  // namespace lyap
