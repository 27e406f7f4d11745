#pragma once

#include "host/spec/recipe.h"

#include <string>

namespace lyap {

/// A film file that makes the film of the recipe: its fields by their names, and its tracks as tables of a timeline.
/// Throws InvalidInput if a track cannot be read.
std::string film_file_text(const Recipe& recipe);

}  // namespace lyap
