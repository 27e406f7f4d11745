#pragma once

#include <pybind11/pybind11.h>

namespace lyap::python {

/// Adds the class Film, over which the package has its own.
void bind_film(pybind11::module_& module);

}  // namespace lyap::python
