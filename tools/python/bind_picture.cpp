#include "tools/python/bind_picture.h"

#include "host/base/error.h"
#include "tools/python/array_memory.h"
#include "tools/python/bands.h"
#include "tools/python/device_array.h"
#include "tools/python/picture.h"
#include "tools/python/tones.h"

#include <algorithm>
#include <memory>
#include <pybind11/stl.h>

namespace py = pybind11;

namespace lyap::python {
namespace {

/// The exponents, band by band in the height that suits the backend.
std::unique_ptr<Bands> bands_of(const Picture& picture) {
  const auto frame = std::make_shared<const Frame>(picture.spec());
  const int rows = BackendLease(picture.backend()).backend().rows_per_band(*frame);
  const auto wanted = [frame, rows](std::int64_t band) -> std::optional<WantedRows> {
    const std::int64_t first = band * rows;
    const int height = frame->size().height;
    if (first >= height) return std::nullopt;
    return WantedRows{frame, {static_cast<int>(first), std::min(rows, height - static_cast<int>(first))}};
  };
  return std::make_unique<Bands>(picture.backend(), wanted);
}

py::tuple axis_of(const Axis& axis) {
  return py::make_tuple(std::string(1, axis.letter), axis.range.min, axis.range.max);
}

}  // namespace

void bind_picture(py::module_& module) {
  py::class_<Bands>(module, "Bands")
      .def("__iter__", [](py::object self) { return self; })
      .def("__next__", &Bands::next);

  py::class_<Picture>(module, "Picture")
      .def(py::init<const FieldTexts&, const FieldTexts&>())
      .def_property_readonly("command", &Picture::command)
      .def_property_readonly("recipe_json", &Picture::recipe_json)
      .def_property_readonly(
          "size", [](const Picture& self) { return py::make_tuple(self.spec().size.width, self.spec().size.height); })
      .def_property_readonly("dtype", [](const Picture& self) { return dtype_of(self.precision()); })
      .def_property_readonly("horizontal", [](const Picture& self) { return axis_of(self.spec().horizontal); })
      .def_property_readonly("vertical", [](const Picture& self) { return axis_of(self.spec().vertical); })
      .def_property_readonly("has_open_tone", [](const Picture& self) { return self.spec().tone.is_open(); })
      .def_property_readonly("ends",
                             [](const Picture& self) -> py::object {
                               const auto ends = ends_of(self.spec().tone);
                               return ends ? py::make_tuple(ends->min, ends->max) : py::object(py::none());
                             })
      .def("with_found_tone", &Picture::with_found_tone)
      .def("exponents", &Picture::exponents)
      .def("periods", &Picture::periods)
      .def("rgb", &Picture::rgb)
      .def("save", &Picture::save)
      .def("png", &Picture::png)
      .def("bands", &bands_of)
      .def("on_device", &exponents_on_device)
      .def("places",
           [](const Picture& self, const py::array_t<double>& exponents) { return places_of(self.job(), exponents); })
      .def("colors", [](const Picture& self) { return colors_of(self.job()); });
}

}  // namespace lyap::python
