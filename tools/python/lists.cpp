#include "tools/python/lists.h"

#include "host/backends/backend_registry.h"
#include "host/base/version.h"
#include "host/color/palette.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/film_job.h"
#include "host/jobs/recipe_file.h"
#include "host/jobs/still_job.h"
#include "host/spec/recipe_json.h"
#include "tools/python/interruptible.h"

#include <chrono>
#include <pybind11/stl.h>

namespace py = pybind11;

namespace lyap::python {
namespace {

/// Name, description and, where it cannot run here, the reason.
py::list backend_rows() {
  py::list rows;
  for (const BackendDescription& backend : list_backends()) {
    rows.append(py::make_tuple(backend.name, backend.description, backend.unavailable));
  }
  return rows;
}

/// The recipe of a file that lyap made, as JSON; of a damaged or foreign one InvalidInput.
std::string recipe_of_file(const std::string& path) {
  constexpr std::chrono::minutes kIdle{1};
  std::string json;
  const auto work = [&](const std::stop_token& stop, Progress&) {
    json = recipe_json(read_recipe_file(path, FilmJob::kFfmpeg, {.stop = stop, .idle = kIdle}));
  };
  run_interruptibly(work, py::none());
  return json;
}

}  // namespace

void bind_lists(py::module_& module) {
  module.attr("version") = kVersion;
  module.def("backends", &backend_rows);
  module.def("palettes", &palette_names);
  module.def("picture_fields", &still_fields);
  module.def("film_fields", &film_job_fields);
  module.def("backend_fields", &backend_fields);
  module.def("recipe_of_file", &recipe_of_file);
}

}  // namespace lyap::python
