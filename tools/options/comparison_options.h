#pragma once

#include "tools/options/field_options.h"
#include "tools/options/option_file.h"

namespace lyap {

/// Adds the options that say what is compared, and the files that are written of it.
void add_comparison_options(FieldOptions& options);

/// Groups of those options, by their names without dashes, of which one replaces the others.
RivalOptions rival_comparison_options();

}  // namespace lyap
