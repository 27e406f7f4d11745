#pragma once

#include "host/compute/backend.h"

#include <string_view>

namespace lyap {

/// The name of the CUDA backend.
inline constexpr std::string_view kCudaBackend = "cuda";

/// The CUDA backend, with the reason why it cannot run if it was not compiled in or if there is no usable GPU.
BackendDescription describe_cuda_backend();

}  // namespace lyap
