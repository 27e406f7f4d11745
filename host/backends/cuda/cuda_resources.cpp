#include "host/backends/cuda/cuda_resources.h"

#include <fmt/format.h>

namespace lyap {
namespace {

/// What an error means to whoever sees it, where CUDA's text does not say; empty elsewhere.
std::string_view meaning_of(cudaError_t status) {
  switch (status) {
    case cudaErrorDevicesUnavailable:
      return "; another process has the GPU for itself, or it is divided and no part of it is free";
    case cudaErrorECCUncorrectable:
      return "; its memory has an error that cannot be corrected, which only a reset of the GPU ends";
    case cudaErrorLaunchTimeout:
      return "; the driver ended a kernel that kept a display waiting";
    default:
      return "";
  }
}

}  // namespace

void check_cuda(cudaError_t status, std::string_view call, const char* file, int line) {
  if (status == cudaSuccess) return;
  discard_cuda_error(status);  // it is told here, and not again by whoever asks for the last error next
  throw Failure(fmt::format("CUDA: {} ({}) from {} at {}:{}{}", cudaGetErrorString(status), cudaGetErrorName(status),
                            call, file, line, meaning_of(status)));
}

void discard_cuda_error(cudaError_t status) {
  if (status != cudaSuccess) static_cast<void>(cudaGetLastError());
}

}  // namespace lyap
