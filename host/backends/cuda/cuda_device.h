#pragma once

#include "host/backends/cuda/cuda_resources.h"

namespace lyap {

/// Makes a GPU the current one of the calling thread and restores the previous one at the end of the scope, because the
/// caller of the library may use CUDA too. If the previous GPU has no context in this process yet, restoring it creates
/// one.
class CurrentCudaDevice {
 public:
  /// Throws Failure if there is no such GPU or it cannot be started.
  explicit CurrentCudaDevice(int device) {
    LYAP_CUDA_CALL(cudaGetDevice(&before_));
    if (before_ == device) return;
    if (const cudaError_t status = cudaSetDevice(device); status != cudaSuccess) {
      // One that cannot be started is the current one all the same.
      discard_cuda_error(cudaSetDevice(before_));
      check_cuda(status, "cudaSetDevice", __FILE__, __LINE__);
    }
    is_changed_ = true;
  }
  CurrentCudaDevice(const CurrentCudaDevice&) = delete;
  CurrentCudaDevice& operator=(const CurrentCudaDevice&) = delete;
  CurrentCudaDevice(CurrentCudaDevice&&) = delete;
  CurrentCudaDevice& operator=(CurrentCudaDevice&&) = delete;
  ~CurrentCudaDevice() {
    if (is_changed_) discard_cuda_error(cudaSetDevice(before_));
  }

 private:
  int before_ = 0;
  bool is_changed_ = false;
};

}  // namespace lyap
