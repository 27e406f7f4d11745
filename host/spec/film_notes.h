#pragma once

#include "host/spec/film.h"

#include <string>
#include <vector>

namespace lyap {

/// What about a film its user may not have meant, for people: movements that move nothing, keys that come after the
/// last frame, windows that double has too few digits for.
std::vector<std::string> notes_of(const Film& film);

/// What about a picture its user may not have meant: neighbouring columns or rows that have the same rate in double.
/// Empty for most.
std::string note_of_depth(const RenderSpec& spec);

}  // namespace lyap
