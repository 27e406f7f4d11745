#include "host/cuda_device_info.h"

#include "host/cuda_resources.h"

namespace lyap {
namespace {

int attribute(cudaDeviceAttr which, int device) {
  int value = 0;
  LYAP_CUDA_CALL(cudaDeviceGetAttribute(&value, which, device));
  return value;
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
  int count = 0;
  std::vector<CudaDeviceInfo> devices;
  const cudaError_t status = cudaGetDeviceCount(&count);
  if (status == cudaErrorNoDevice || status == cudaErrorInsufficientDriver) return devices;
  LYAP_CUDA_CALL(status);
  for (int device = 0; device < count; ++device) devices.push_back(describe_device(device));
  return devices;
}

}  // namespace lyap
