#pragma once

#include "host/backends/cuda/cuda_resources.h"

namespace lyap {

/// Makes a GPU the current one of the calling thread, and the one before current again when the scope is left: who
/// calls us may use CUDA too. Where that one has not been started in this process, going back to it starts it.
class CurrentCudaDevice {
 public:
  /// Throws Failure if there is no such GPU or it cannot be started.
  explicit CurrentCudaDevice(int device) {
    LYAP_CUDA_CALL(cudaGetDevice(&before_));
    if (before_ == device) return;
    LYAP_CUDA_CALL(cudaSetDevice(device));
    is_changed_ = true;
  }
  CurrentCudaDevice(const CurrentCudaDevice&) = delete;
  CurrentCudaDevice& operator=(const CurrentCudaDevice&) = delete;
  CurrentCudaDevice(CurrentCudaDevice&&) = delete;
  CurrentCudaDevice& operator=(CurrentCudaDevice&&) = delete;
  ~CurrentCudaDevice() {
    if (is_changed_) static_cast<void>(cudaSetDevice(before_));
  }

 private:
  int before_ = 0;
  bool is_changed_ = false;
};

}  // namespace lyap
