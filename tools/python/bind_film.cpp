#include "tools/python/bind_film.h"

#include "tools/python/film.h"

#include <pybind11/stl.h>

namespace py = pybind11;

namespace lyap::python {

void bind_film(py::module_& module) {
  py::class_<FilmOfPython>(module, "Film")
      .def(py::init<const FieldTexts&, const FieldTexts&>())
      .def_property_readonly("command", &FilmOfPython::command)
      .def_property_readonly("recipe_json", &FilmOfPython::recipe_json)
      .def_property_readonly("frame_count", [](const FilmOfPython& self) { return self.film().frames; })
      .def_property_readonly("rate",
                             [](const FilmOfPython& self) {
                               return py::make_tuple(self.film().rate.numerator, self.film().rate.denominator);
                             })
      .def("frame_recipe_json", &FilmOfPython::frame_recipe_json)
      .def("frames", &FilmOfPython::frames)
      .def("save", &FilmOfPython::save);
}

}  // namespace lyap::python
