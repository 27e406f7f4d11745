#pragma once

#include "host/spec/film.h"
#include "host/spec/settings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lyap {

/// Frames first to last of a film, both included, counted from 0.
struct FrameRange {
  std::int64_t first;
  std::int64_t last;

  std::int64_t frames() const { return last - first + 1; }
};

/// The fields that say what a film is: those of a picture and of movements, and
///
///     duration, frames  seconds, or how many frames; 60 seconds, or as long as the tracks, if neither is given
///     fps               "30", "30000/1001"; frames per second
///     shutter           above 0 up to 1; the share of a frame's time in which the shutter is open
///     shutter-frames    2 to 64; the pictures that a frame is then the average of
///     range             "0:99"; only these frames of the film
std::vector<std::string> film_fields();

/// The film, valid as a whole. `timeline` are further movements, which have no field: tracks of keyframes. Throws
/// InvalidInput, naming the field.
Film read_film(const Settings& settings, const std::vector<Movement>& timeline = {});

/// Reads "A:B" from `field`. Throws InvalidInput unless both are frames of the film and A is not above B.
FrameRange read_frame_range(const Settings& settings, const std::string& field, const Film& film);

/// The time of the last keyframe in seconds, 0 without any.
double end_of(const std::vector<Movement>& movements);

}  // namespace lyap
