#include "host/cuda_device_info.h"

namespace lyap {

std::vector<CudaDeviceInfo> list_cuda_devices() {
  return {};
}

}  // namespace lyap
