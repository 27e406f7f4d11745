#pragma once

#include "tools/options/field_options.h"
#include "tools/options/option_file.h"

namespace lyap {

/// Adds the options that say what a film is and where it goes.
void add_film_options(FieldOptions& options);

/// Groups of those options, by their names without dashes, of which one replaces the others.
RivalOptions rival_film_options();

}  // namespace lyap
