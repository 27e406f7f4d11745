#include "tools/commands/backends_command.h"

#include "host/backends/backend_registry.h"
#include "host/backends/cuda/cuda_architectures.h"
#include "tools/terminal/standard_output.h"

#include <string>

#include <fmt/format.h>

namespace lyap {

void run_backends() {
  std::string table;
  bool best = true;
  for (const BackendDescription& backend : list_backends()) {
    const bool available = backend.unavailable.empty();
    const std::string state = !available ? "cannot run: " + backend.unavailable
                              : best     ? "runs here, taken by auto"
                                         : "runs here";
    table += fmt::format("{:<11} {:<52} {}\n", backend.name, backend.description, state);
    if (available) best = false;
  }
  if (const auto& architectures = built_cuda_architectures(); !architectures.empty()) {
    table += fmt::format("GPU code in this program: for {}\n", text_of(architectures));
  }
  print_answer(table);
}

}  // namespace lyap
