#pragma once

#include "host/color/picture_format.h"
#include "host/spec/render_spec.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// Bytes of host memory that a frame in flight takes, in whole frames of this size and format.
std::uint64_t frame_memory(Size size, PixelFormat format, bool averages_colors);

/// Throws Failure, with the numbers, if `slots` frames in flight do not fit into `available` bytes; each takes
/// `table_bytes` beside its pixels, which is much only where it is the average of several pictures.
void check_film_memory(Size size, PixelFormat format, bool averages_colors, std::size_t slots, std::uint64_t available,
                       std::uint64_t table_bytes = 0);

}  // namespace lyap
