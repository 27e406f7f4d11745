#include "host/backends/cuda/cuda_device_info.h"

#include "host/backends/cuda/cuda_architectures.h"
#include "host/backends/cuda/cuda_resources.h"

namespace lyap {
namespace {

int attribute(cudaDeviceAttr which, int device) {
  int value = 0;
  LYAP_CUDA_CALL(cudaDeviceGetAttribute(&value, which, device));
  return value;
}

/// 0 where there is no driver.
int device_count() {
  int count = 0;
  const cudaError_t status = cudaGetDeviceCount(&count);
  if (status == cudaErrorNoDevice || status == cudaErrorInsufficientDriver) return 0;
  LYAP_CUDA_CALL(status);
  return count;
}

CudaDeviceInfo describe_device(int device) {
  constexpr double kHertzPerKilohertz = 1e3;
  constexpr double kBitsPerByte = 8;
  cudaDeviceProp properties{};
  LYAP_CUDA_CALL(cudaGetDeviceProperties(&properties, device));
  return {.name = properties.name,
          .major = properties.major,
          .minor = properties.minor,
          .multiprocessors = properties.multiProcessorCount,
          .clock_hertz = kHertzPerKilohertz * attribute(cudaDevAttrClockRate, device),
          .memory_bytes_per_second = 2 * kHertzPerKilohertz * attribute(cudaDevAttrMemoryClockRate, device) *
                                     attribute(cudaDevAttrGlobalMemoryBusWidth, device) / kBitsPerByte};
}

}  // namespace

std::vector<CudaDeviceInfo> list_cuda_devices() {
  std::vector<CudaDeviceInfo> devices;
  for (int device = 0; device < device_count(); ++device) devices.push_back(describe_device(device));
  return devices;
}

bool is_supported_cuda_device(int device) {
  return has_code_for(built_cuda_architectures(), attribute(cudaDevAttrComputeCapabilityMajor, device),
                      attribute(cudaDevAttrComputeCapabilityMinor, device));
}

std::vector<int> chosen_cuda_devices(const DeviceChoice& choice) {
  std::vector<bool> usable;
  if (choice.numbers().empty()) {
    for (int device = 0; device < device_count(); ++device) usable.push_back(is_supported_cuda_device(device));
  }
  return chosen_devices(choice, usable);
}

}  // namespace lyap
