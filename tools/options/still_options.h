#pragma once

#include "tools/options/field_options.h"

namespace lyap {

/// Adds the options that say what a still is and where it goes.
void add_still_options(FieldOptions& options);

}  // namespace lyap
