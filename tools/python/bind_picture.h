#pragma once

#include <pybind11/pybind11.h>

namespace lyap::python {

/// Adds the class Picture, over which the package has its own.
void bind_picture(pybind11::module_& module);

}  // namespace lyap::python
