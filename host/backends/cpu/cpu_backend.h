#pragma once

#include "host/compute/backend.h"

#include <vector>

namespace lyap {

/// The CPU's backends: one code, the row kernels of several instruction sets; best first, scalar last.
std::vector<BackendDescription> describe_cpu_backends();

}  // namespace lyap
