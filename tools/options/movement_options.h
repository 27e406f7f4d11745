#pragma once

#include "tools/options/field_options.h"

namespace lyap {

/// Adds the options that move something.
void add_movement_options(FieldOptions& options);

/// Adds what the Python notebook calls them, where that is more than another name for one of ours.
void add_movement_spellings(FieldOptions& options);

}  // namespace lyap
