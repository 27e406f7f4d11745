#pragma once

#include <pybind11/pybind11.h>

namespace lyap::python {

/// Makes exceptions of Python of those of the host: InvalidInput, a ValueError with the attributes `keyword` and
/// `problem`; OSError for files, RuntimeError for other failures, KeyboardInterrupt for stops.
void bind_errors(pybind11::module_& module);

}  // namespace lyap::python
