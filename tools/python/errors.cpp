#include "tools/python/errors.h"

#include "host/base/error.h"
#include "tools/python/keywords.h"

#include <exception>
#include <string>

namespace py = pybind11;

namespace lyap::python {
namespace {

/// The class lyap.InvalidInput; the module holds it as long as the process runs.
PyObject* invalid_input_class = nullptr;

void raise_invalid_input(const InvalidInput& error) {
  const std::string keyword = keyword_of(error.field());
  const std::string message = keyword.empty() ? error.problem() : keyword + ": " + error.problem();
  const py::object raised = py::reinterpret_borrow<py::object>(invalid_input_class)(message);
  raised.attr("keyword") = keyword;
  raised.attr("problem") = error.problem();
  PyErr_SetObject(invalid_input_class, raised.ptr());
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const InvalidInput& error) {
    raise_invalid_input(error);
  } catch (const FileFailure& failure) {
    PyErr_SetString(PyExc_OSError, failure.what());
  } catch (const Failure& failure) {
    PyErr_SetString(PyExc_RuntimeError, failure.what());
  } catch (const Interrupted& interrupted) {
    PyErr_SetString(PyExc_KeyboardInterrupt, interrupted.what());
  }
}

}  // namespace

void bind_errors(py::module_& module) {
  invalid_input_class = PyErr_NewExceptionWithDoc(
      "lyap.InvalidInput",
      "A value that cannot be used. `keyword` is the argument at fault, '' where it is none; `problem` says what is "
      "wrong and what is accepted.",
      PyExc_ValueError, nullptr);
  if (invalid_input_class == nullptr) throw py::error_already_set();
  module.add_object("InvalidInput", py::reinterpret_borrow<py::object>(invalid_input_class));
  py::register_exception_translator(translate);
}

}  // namespace lyap::python
