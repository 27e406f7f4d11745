#include "host/backends/cuda/cuda_device_info.h"

#include "host/backends/cuda/cuda_architectures.h"
#include "host/backends/cuda/cuda_device.h"
#include "host/base/error.h"
#include "kernels/cuda/band_kernel.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace lyap {
namespace {

int attribute(cudaDeviceAttr which, int device) {
  int value = 0;
  LYAP_CUDA_CALL(cudaDeviceGetAttribute(&value, which, device));
  return value;
}

CudaDeviceInfo ask_device(int device) {
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

/// Why this program cannot compute on a GPU that it has no code for.
std::string no_code_for(const CudaDeviceInfo& device) {
  return no_code_text(fmt::format("{}, compute capability {}.{}", device.name, device.major, device.minor),
                      built_cuda_architectures());
}

CudaDeviceInfo describe_device(int device) {
  try {
    CudaDeviceInfo info = ask_device(device);
    if (!has_code_for(built_cuda_architectures(), info.major, info.minor)) info.problem = no_code_for(info);
    return info;
  } catch (const Failure& error) {
    CudaDeviceInfo silent;
    silent.name = fmt::format("GPU {}", device);
    silent.problem = error.what();
    return silent;
  }
}

/// Throws Failure with the reason if the GPU does not start.
void start_device(int number, const CudaDeviceInfo& info) {
  const CurrentCudaDevice current(number);
  const cudaError_t status = ask_for_band_kernel();
  if (status == cudaErrorNoKernelImageForDevice) {
    discard_cuda_error(status);
    throw Failure(fmt::format("GPU {} cannot be used: {}", number, no_code_for(info)));
  }
  check_cuda(status, "cudaFuncGetAttributes", __FILE__, __LINE__);
}

bool has_nvidia_driver() {
  std::error_code ignored;
  return std::filesystem::exists("/proc/driver/nvidia/version", ignored);
}

}  // namespace

CudaDevices find_cuda_devices() {
  int count = 0;
  const cudaError_t status = cudaGetDeviceCount(&count);
  discard_cuda_error(status);
  CudaDevices devices;
  if (status == cudaErrorInsufficientDriver) {
    devices.is_faulty = has_nvidia_driver();
    devices.problem =
        devices.is_faulty ? "the NVIDIA driver is older than this program's CUDA" : "there is no NVIDIA driver";
  } else if (status == cudaErrorNoDevice || (status == cudaSuccess && count == 0)) {
    devices.problem = "no NVIDIA GPU found";
  } else if (status != cudaSuccess) {
    devices.is_faulty = true;
    devices.problem = fmt::format("{} ({})", cudaGetErrorString(status), cudaGetErrorName(status));
  }
  if (!devices.problem.empty()) return devices;
  for (int device = 0; device < count; ++device) devices.all.push_back(describe_device(device));
  if (std::ranges::none_of(devices.all, [](const CudaDeviceInfo& device) { return device.problem.empty(); })) {
    devices.is_faulty = true;
    devices.problem = devices.all.front().problem;
  }
  return devices;
}

const CudaDeviceInfo& CudaDevices::usable(int number) const {
  if (all.empty()) throw Failure(problem);
  const auto count = static_cast<int>(all.size());
  if (number < 0 || number >= count) {
    throw InvalidInput("device", fmt::format("there is no GPU {}; there are 0 to {}", number, count - 1));
  }
  const CudaDeviceInfo& device = all[static_cast<std::size_t>(number)];
  if (!device.problem.empty()) throw Failure(fmt::format("GPU {} cannot be used: {}", number, device.problem));
  return device;
}

std::vector<int> CudaDevices::chosen(const DeviceChoice& choice) const {
  std::vector<bool> usable;
  for (const CudaDeviceInfo& device : all) usable.push_back(device.problem.empty());
  return chosen_devices(choice, usable);
}

std::vector<int> CudaDevices::start(const DeviceChoice& choice) const {
  const bool by_number = !choice.numbers().empty();
  std::vector<int> started;
  std::string reason = problem;
  for (const int number : chosen(by_number ? choice : DeviceChoice::all())) {
    try {
      start_device(number, usable(number));
    } catch (const Failure& error) {
      if (by_number) throw;
      if (reason.empty()) reason = error.what();
      continue;
    }
    started.push_back(number);
    if (choice.is_first()) break;
  }
  if (started.empty()) throw Failure(reason);
  return started;
}

}  // namespace lyap
