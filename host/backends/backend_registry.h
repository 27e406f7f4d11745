#pragma once

#include "host/compute/backend.h"

#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// All backends that lyap knows, best first. Asking the devices takes a moment for CUDA.
std::vector<BackendDescription> list_backends();

/// The backend of that name; "cpu" is the best of the CPU's, "auto" the best of all. Never another one than asked
/// for: throws InvalidInput for an unknown name and Failure, with the reason, for a backend that cannot run here.
/// `field` is what errors call the place where the name stands.
BackendDescription find_backend(std::string_view name, const std::string& field = "backend");

}  // namespace lyap
