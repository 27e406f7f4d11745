#pragma once

#include "host/compute/backend.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// Whether the backend of that name computes on GPUs, whether it can run here or not.
bool is_on_gpu(std::string_view backend);

// Any thread may call these functions, at the same time as others.

/// All backends that lyap knows, best first. Initializes the CUDA driver, which can take a noticeable time.
std::vector<BackendDescription> list_backends();

/// The backend of that name; "cpu" is the best of the CPU's, "auto" the best of all. Never another one than asked for:
/// throws InvalidInput for an unknown name and Failure, with the reason, for a backend that cannot run here. `field` is
/// the field that errors name.
BackendDescription find_backend(std::string_view name, const std::string& field = "backend");

/// Throws InvalidInput if GPUs are chosen by their numbers and none of these backends computes on GPUs, because the
/// choice would be ignored.
void check_devices(const DeviceChoice& devices, std::span<const std::string> backends);

}  // namespace lyap
