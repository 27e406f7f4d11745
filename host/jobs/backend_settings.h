#pragma once

#include "host/compute/backend.h"
#include "host/spec/settings.h"

#include <string>
#include <vector>

namespace lyap {

/// Which backend computes, and how.
struct BackendSettings {
  /// A name as find_backend() takes it.
  std::string backend = "auto";
  BackendOptions options;
};

/// The fields that say what computes:
///
///     backend   auto, cpu or the name of a backend
///     device    "1", "0,2", "first" or "all"; the GPUs
///     threads   0 to 4096 threads of the processor, 0 for all processors
///     no-jit    true: no kernels are made for the sequence while it is rendered
std::vector<std::string> backend_fields();

/// Reads these fields. Throws InvalidInput, naming the field, for a value that cannot be read. It does not check that
/// the backend exists.
BackendSettings read_backend_settings(const Settings& settings);

}  // namespace lyap
