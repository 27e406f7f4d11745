#include "host/backends/cuda/cuda_backend.h"

namespace lyap {

BackendDescription describe_cuda_backend() {
  return {"cuda", "NVIDIA GPU, one thread per pixel", "this program was built without CUDA", false, nullptr};
}

}  // namespace lyap
