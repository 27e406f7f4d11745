#pragma once

#include "host/color/coloring.h"
#include "host/color/palette.h"
#include "host/compute/frame.h"
#include "host/spec/film.h"

#include <cstdint>

namespace lyap {

/// Frame `frame` of a film, all of its sub-frames. `coloring` is that of the film's picture with the palette, which frames
/// share as far as their tone does not move. Throws what Frame throws.
Frame shown_frame(const Film& film, const Palette& palette, std::int64_t frame, const Coloring& coloring);

}  // namespace lyap
