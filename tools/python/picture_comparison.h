#pragma once

#include "host/compare/comparison.h"

#include <pybind11/pybind11.h>

namespace lyap::python {

/// Compares the exponents of two sides, each a Picture, a NumPy array of exponents or the path of a .npy file, band by
/// band. Exponents that differ by more than `tolerance` are counted. Throws InvalidInput, naming `left` or `right`, and
/// what run_interruptibly() throws.
Comparison compare_sides(const pybind11::object& left, const pybind11::object& right, double tolerance,
                         const pybind11::object& report);

/// Adds the class Comparison and the function compare.
void bind_comparison(pybind11::module_& module);

}  // namespace lyap::python
