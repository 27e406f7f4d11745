#include "tools/python/picture_comparison.h"

#include "host/base/error.h"
#include "host/compare/verdict.h"
#include "tools/python/backend_pool.h"
#include "tools/python/picture.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <pybind11/numpy.h>
#include <pybind11/stl.h>
#include <string>

namespace py = pybind11;

namespace lyap::python {
namespace {

/// Exponents in an array, which is whole in memory.
class ArrayExponents : public ExponentSource {
 public:
  ArrayExponents(std::span<const std::byte> values, Size size, Precision precision)
      : values_(values), size_(size), precision_(precision) {}

  Size size() const override { return size_; }
  Precision precision() const override { return precision_; }
  int rows_per_band() const override { return size_.height; }
  void request(int count) override { requested_.push_back(count); }
  ExponentBand next() override {
    const std::size_t row = values_.size() / static_cast<std::size_t>(size_.height);
    const auto bytes = static_cast<std::size_t>(requested_.front()) * row;
    requested_.pop_front();
    const ExponentBand band{values_.subspan(given_, bytes), nullptr};
    given_ += bytes;
    return band;
  }
  std::string code_path() const override { return "array"; }

 private:
  std::span<const std::byte> values_;
  Size size_;
  Precision precision_;
  std::deque<int> requested_;
  std::size_t given_ = 0;
};

/// A side, opened in the thread that compares.
using OpenSide = std::function<std::unique_ptr<ExponentSource>(const std::stop_token&)>;

OpenSide side_of_picture(const Picture& picture) {
  const auto lease = std::make_shared<const BackendLease>(picture.backend());
  return [lease, &picture](const std::stop_token& stop) {
    return compute_exponents(lease->backend(), std::make_shared<const Frame>(picture.spec()), stop);
  };
}

OpenSide side_of_array(const py::array& given, const std::string& keyword) {
  const bool is_double = given.dtype().equal(py::dtype::of<double>());
  if (given.ndim() != 2 || given.size() == 0 || (!is_double && !given.dtype().equal(py::dtype::of<float>()))) {
    throw InvalidInput(keyword, "exponents are an array of two dimensions, float32 or float64");
  }
  const auto in_order = py::reinterpret_steal<py::array>(
      py::detail::npy_api::get().PyArray_FromAny_(given.ptr(), nullptr, 0, 0, py::array::c_style, nullptr));
  const auto count = static_cast<std::size_t>(in_order.size());
  const auto has_nan = [&](const auto* values) {
    return std::any_of(values, values + count, [](auto value) { return std::isnan(value); });
  };
  const void* data = in_order.data();
  if (is_double ? has_nan(static_cast<const double*>(data)) : has_nan(static_cast<const float*>(data))) {
    throw InvalidInput(keyword, "it has numbers that are none, NaN");
  }
  const std::span values(static_cast<const std::byte*>(data), static_cast<std::size_t>(in_order.nbytes()));
  const Size size{static_cast<int>(in_order.shape(1)), static_cast<int>(in_order.shape(0))};
  return [values, size, is_double, in_order](const std::stop_token&) {
    return std::make_unique<ArrayExponents>(values, size, is_double ? Precision::kDouble : Precision::kFloat);
  };
}

OpenSide side_of(const py::object& side, const std::string& keyword) {
  if (py::isinstance<Picture>(side)) return side_of_picture(side.cast<const Picture&>());
  if (py::isinstance<py::array>(side)) return side_of_array(py::reinterpret_borrow<py::array>(side), keyword);
  if (!py::isinstance<py::str>(side)) {
    throw InvalidInput(keyword, "a Picture, an array of exponents or the path of a .npy file is compared");
  }
  return [path = side.cast<std::string>()](const std::stop_token&) { return read_exponents(path); };
}

py::object first_of(const Comparison& comparison) {
  if (!comparison.first) return py::none();
  return py::make_tuple(comparison.first->row, comparison.first->column);
}

/// The colours that a comparison is told in are those of the left picture.
Palette palette_of(const py::object& left) {
  return py::isinstance<Picture>(left) ? left.cast<const Picture&>().job().palette : find_palette("twilight");
}

}  // namespace

Comparison compare_sides(const py::object& left, const py::object& right, double tolerance, const py::object& report) {
  if (!(tolerance >= 0)) throw InvalidInput("tolerance", "it is 0 or more");
  const OpenSide open_left = side_of(left, "left");
  const OpenSide open_right = side_of(right, "right");
  const auto sum = sum_on_host(palette_of(left));
  std::optional<Comparison> comparison;
  const auto work = [&](const std::stop_token& stop, Progress& progress) {
    const auto left_side = open_left(stop);
    const auto right_side = open_right(stop);
    comparison = compare_exponents(*left_side, *right_side, *sum, tolerance,
                                   {.band = {}, .progress = [&](double share) { progress.set(share); }}, stop);
  };
  run_interruptibly(work, report);
  return *comparison;
}

void bind_comparison(py::module_& module) {
  py::class_<Comparison>(module, "Comparison", "How the exponents of two sides compare; see lyap.compare().")
      .def_property_readonly("identical", &Comparison::identical, "Whether all exponents have the same bits.")
      .def_property_readonly(
          "pixels", [](const Comparison& c) { return c.differences.pixels; }, "How many exponents were compared.")
      .def_property_readonly(
          "differing", [](const Comparison& c) { return c.differences.differing; }, "How many have other bits.")
      .def_property_readonly(
          "beyond_tolerance", [](const Comparison& c) { return c.differences.beyond_tolerance; },
          "How many differ by more than the tolerance.")
      .def_property_readonly(
          "largest", [](const Comparison& c) { return c.differences.largest; },
          "The largest difference that is finite, in units of exponents.")
      .def_property_readonly(
          "infinite", [](const Comparison& c) { return c.differences.infinite(); },
          "How many are infinite on one side alone, or on both with other signs.")
      .def_property_readonly("rms", &Comparison::rms, "The root of the mean squared difference.")
      .def_property_readonly("psnr", &Comparison::psnr,
                             "Signal-to-noise ratio of the pictures in decibels, infinite where they are the same.")
      .def_property_readonly("first", &first_of, "(row, column) of the first exponent that differs, or None.")
      .def("__str__", [](const Comparison& c) { return verdict_of(c, {}); })
      .def("__repr__", [](const Comparison& c) { return "<lyap.Comparison: " + verdict_of(c, {}) + ">"; });
  module.def("compare", &compare_sides);
}

}  // namespace lyap::python
