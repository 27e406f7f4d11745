#pragma once

#include "tools/options/field_options.h"

namespace lyap {

/// Adds --device, --no-jit and --threads.
void add_device_options(FieldOptions& options);

/// Adds --backend and the options of devices.
void add_backend_options(FieldOptions& options);

}  // namespace lyap
