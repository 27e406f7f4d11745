#pragma once

#include "host/spec/render_spec.h"
#include "host/spec/settings.h"

#include <string>
#include <vector>

namespace lyap {

/// The fields that say which part of the parameter plane a picture shows, and in how many pixels:
///
///     size, width, height      "1920x1080", "4k"; sides given apart override it; one alone takes the other from the
///                              window's shape, so that pixels are squares
///     a, b                     "2:4"; the windows of the horizontal and of the vertical letter
///     horizontal, vertical     "C" or "C=2:4"; the letters on the axes, with their windows
///     xmin, xmax, ymin, ymax   the ends of the windows, one by one
std::vector<std::string> window_fields();

/// The fields of a still besides: center "2.95,3.1" and span "0.5", the window's middle and its width, with the height
/// that makes pixels squares.
std::vector<std::string> center_fields();

/// Sets size and axes of `spec` to what the fields say; what has no text stays. A window of a single rate, "3:3", is
/// for a side of one pixel. Throws InvalidInput, naming the field, for values that cannot be read or exclude each
/// other.
void read_window(const Settings& settings, RenderSpec& spec);

/// Whether pixels are further apart along one side than along the other by more than `share`.
bool is_stretched(const RenderSpec& spec, double share);

}  // namespace lyap
