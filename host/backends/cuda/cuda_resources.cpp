#include "host/backends/cuda/cuda_resources.h"

#include <fmt/format.h>

namespace lyap {

void check_cuda(cudaError_t status, std::string_view call, const char* file, int line) {
  if (status == cudaSuccess) return;
  throw Failure(fmt::format("CUDA: {} ({}) from {} at {}:{}", cudaGetErrorString(status), cudaGetErrorName(status),
                            call, file, line));
}

}  // namespace lyap
