#include "host/backends/chosen_backend.h"

#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "host/base/text.h"

#include <array>

#include <fmt/format.h>

namespace lyap {
namespace {

ChosenBackend make_named(std::string_view name, const BackendOptions& options) {
  const BackendDescription description = find_backend(name);
  check_devices(options.devices, std::array{description.name});
  return {description.name, description.create(options), ""};
}

}  // namespace

ChosenBackend make_chosen_backend(std::string_view name, const BackendOptions& options) {
  if (lower_case(name) != "auto") return make_named(name, options);
  std::string problem;
  for (const BackendDescription& backend : list_backends()) {
    if (!is_on_gpu(backend.name)) continue;
    if (!backend.unavailable.empty()) {
      if (backend.is_faulty) problem = backend.unavailable;
      continue;
    }
    try {
      return {backend.name, backend.create(options), ""};
    } catch (const Failure& error) {
      problem = error.what();
    }
  }
  if (!problem.empty() && !options.devices.numbers().empty()) throw Failure(problem);
  ChosenBackend chosen = make_named("cpu", options);
  if (!problem.empty()) chosen.note = fmt::format("the GPU is not used: {}", problem);
  return chosen;
}

}  // namespace lyap
