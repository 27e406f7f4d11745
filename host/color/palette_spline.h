#pragma once

#include "host/color/rgb_image.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// The number of colours from which each of these palettes is drawn.
inline constexpr std::size_t kSplineKnots = 16;

/// The names of the palettes that are stored as splines, without their mirror images.
std::vector<std::string> spline_names();

/// The 256 entries of the palette of exactly that name, backwards if `mirrored`. Nothing if spline_names() lacks it.
std::optional<std::vector<Rgb8>> spline_entries(std::string_view name, bool mirrored);

}  // namespace lyap
