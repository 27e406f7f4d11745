#pragma once

#include <pybind11/pybind11.h>

namespace lyap::python {

/// Adds functions that tell what there is: backends, palettes, fields and the version.
void bind_lists(pybind11::module_& module);

}  // namespace lyap::python
