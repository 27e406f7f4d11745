#pragma once

#include "host/spec/movement.h"

#include <optional>
#include <string>
#include <string_view>

namespace lyap {

/// The track as one text: "C smooth 0=2.5 10=3.8", what moves, how values between keys are found, and SECONDS=VALUE of
/// each key, and @EASING behind it where the way from there has its own, "0=2.5@in-out". Numbers are in the shortest
/// form that reads back as the same double.
std::string track_text(const NumberTrack& track);

/// "window geometric 0=2:4,2:4 20=2.95:3,3.1:3.15": SECONDS=HORIZONTAL,VERTICAL of each key; of one side
/// "horizontal geometric 0=2:4 20=2.95:3".
std::string track_text(const WindowTrack& track);

/// What of the window "window", "horizontal" or "vertical" is; nothing for other names.
std::optional<WindowTrack::Sides> find_sides(std::string_view text);

/// Reads the text of a track, of numbers or of windows; the interpolation may be missing and is linear then. Throws
/// InvalidInput for anything else, and for keys that validate() refuses.
Movement parse_track(std::string_view text);

/// Reads linear, smooth or geometric. Throws InvalidInput for anything else.
Interpolation parse_interpolation(std::string_view text);

}  // namespace lyap
