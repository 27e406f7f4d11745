#include "tools/python/array_memory.h"

#include "host/base/error.h"

#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace py = pybind11;

namespace lyap::python {
namespace {

constexpr const char* kOut = "out";

std::string text_of(const py::handle& object) {
  return py::cast<std::string>(py::str(object));
}

}  // namespace

py::dtype dtype_of(Precision precision) {
  return precision == Precision::kFloat ? py::dtype::of<float>() : py::dtype::of<double>();
}

py::array new_or_given(const py::object& out, const std::vector<py::ssize_t>& shape, const py::dtype& dtype) {
  if (out.is_none()) return py::array(dtype, shape);
  if (!py::isinstance<py::array>(out)) throw InvalidInput(kOut, "it is no NumPy array");
  auto array = py::reinterpret_borrow<py::array>(out);
  if (!array.dtype().equal(dtype)) {
    throw InvalidInput(kOut,
                       fmt::format("its type is {}; this picture has {}", text_of(array.dtype()), text_of(dtype)));
  }
  const std::vector<py::ssize_t> given(array.shape(), array.shape() + array.ndim());
  if (given != shape) {
    throw InvalidInput(
        kOut, fmt::format("its shape is ({}); this picture has ({})", fmt::join(given, ", "), fmt::join(shape, ", ")));
  }
  if ((array.flags() & py::array::c_style) == 0) {
    throw InvalidInput(kOut, "its numbers are not in C order without gaps; numpy.empty() makes such an array");
  }
  if (!array.writeable()) throw InvalidInput(kOut, "it cannot be written to");
  return array;
}

std::span<std::byte> bytes_of(py::array& array) {
  return {static_cast<std::byte*>(array.mutable_data()), static_cast<std::size_t>(array.nbytes())};
}

std::vector<py::ssize_t> shape_of(Size size) {
  return {size.height, size.width};
}

std::vector<py::ssize_t> color_shape_of(Size size) {
  return {size.height, size.width, 3};
}

}  // namespace lyap::python
