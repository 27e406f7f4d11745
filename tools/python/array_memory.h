#pragma once

#include "host/spec/option_values.h"
#include "host/spec/render_spec.h"

#include <cstddef>
#include <pybind11/numpy.h>
#include <span>
#include <vector>

namespace lyap::python {

/// The type of exponents, float32 or float64; `precision` is kFloat or kDouble.
pybind11::dtype dtype_of(Precision precision);

/// A new array of that shape, or `out` if it is no None. Throws InvalidInput, naming `out`, unless it is an array of
/// this shape and type that can be written to and has its numbers in C order without gaps.
pybind11::array new_or_given(const pybind11::object& out, const std::vector<pybind11::ssize_t>& shape,
                             const pybind11::dtype& dtype);

/// The bytes of an array that new_or_given() has returned.
std::span<std::byte> bytes_of(pybind11::array& array);

/// The shape of a picture, with three numbers a pixel if it has colours.
std::vector<pybind11::ssize_t> shape_of(Size size);
std::vector<pybind11::ssize_t> color_shape_of(Size size);

}  // namespace lyap::python
