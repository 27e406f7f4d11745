#include "tools/backends_command.h"

#include "host/backend.h"

#include <cstdio>

#include <fmt/format.h>

namespace lyap {

void run_backends() {
  bool best = true;
  for (const BackendDescription& backend : list_backends()) {
    const bool available = backend.unavailable.empty();
    const std::string state = !available ? "cannot run: " + backend.unavailable
                              : best     ? "runs here, taken by auto"
                                         : "runs here";
    fmt::print("{:<11} {:<52} {}\n", backend.name, backend.description, state);
    if (available) best = false;
  }
}

}  // namespace lyap
