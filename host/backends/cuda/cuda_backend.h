#pragma once

#include "host/compute/backend.h"

namespace lyap {

/// The CUDA backend, with the reason why it cannot run if it was not compiled in or if there is no usable GPU.
BackendDescription describe_cuda_backend();

}  // namespace lyap
