#include "tools/python/backend_pool.h"
#include "tools/python/bind_film.h"
#include "tools/python/bind_picture.h"
#include "tools/python/device_array.h"
#include "tools/python/errors.h"
#include "tools/python/lists.h"
#include "tools/python/picture_comparison.h"
#include "tools/python/work_thread.h"

#include <pybind11/pybind11.h>

PYBIND11_MODULE(_lyap, module) {
  module.doc() = "What the package lyap is made over: the renderer's host library. Use lyap instead.";
  lyap::python::bind_errors(module);
  lyap::python::bind_lists(module);
  lyap::python::bind_device_array(module);
  lyap::python::bind_picture(module);
  lyap::python::bind_film(module);
  lyap::python::bind_comparison(module);
  module.def("forget_idle", [] {
    lyap::python::forget_backends();
    lyap::python::forget_work_threads();
  });
}
