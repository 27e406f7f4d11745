#pragma once

#include "host/color/coloring.h"
#include "host/compute/frame.h"
#include "host/spec/film.h"

#include <cstdint>

namespace lyap {

/// Frame `frame` of a film, all of its sub-frames. `coloring` is that of the film's picture, which frames share where
/// their tone does not move. Throws what Frame throws.
Frame shown_frame(const Film& film, std::int64_t frame, const Coloring& coloring);

}  // namespace lyap
