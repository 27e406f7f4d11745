#include "host/backends/cuda/cuda_device_info.h"

namespace lyap {

std::vector<CudaDeviceInfo> list_cuda_devices() {
  return {};
}

bool is_supported_cuda_device(int) {
  return false;
}

std::vector<int> chosen_cuda_devices(const DeviceChoice& choice) {
  return choice.numbers();
}

}  // namespace lyap
