// The functions of the CUDA runtime that ask for devices and errors.
#include "tests/emulated_cuda/runtime.h"

#include <cstdint>
#include <cstdio>
#include <cstring>

#include <cuda_runtime_api.h>

namespace lyap::emulated {
namespace {

struct ErrorText {
  cudaError_t error;
  const char* name;
  const char* text;
};

#define LYAP_ERROR(name, text) \
  { name, #name, text }
constexpr ErrorText kErrors[] = {
    LYAP_ERROR(cudaSuccess, "no error"),
    LYAP_ERROR(cudaErrorInvalidValue, "invalid argument"),
    LYAP_ERROR(cudaErrorMemoryAllocation, "out of memory"),
    LYAP_ERROR(cudaErrorInvalidConfiguration, "invalid configuration argument"),
    LYAP_ERROR(cudaErrorInsufficientDriver, "CUDA driver version is insufficient for CUDA runtime version"),
    LYAP_ERROR(cudaErrorDevicesUnavailable, "CUDA-capable device(s) is/are busy or unavailable"),
    LYAP_ERROR(cudaErrorInvalidDeviceFunction, "invalid device function"),
    LYAP_ERROR(cudaErrorNoDevice, "no CUDA-capable device is detected"),
    LYAP_ERROR(cudaErrorInvalidDevice, "invalid device ordinal"),
    LYAP_ERROR(cudaErrorNoKernelImageForDevice, "no kernel image is available for execution on the device"),
    LYAP_ERROR(cudaErrorECCUncorrectable, "uncorrectable ECC error encountered"),
    LYAP_ERROR(cudaErrorInvalidResourceHandle, "invalid resource handle"),
    LYAP_ERROR(cudaErrorNotReady, "device not ready"),
    LYAP_ERROR(cudaErrorIllegalAddress, "an illegal memory access was encountered"),
    LYAP_ERROR(cudaErrorLaunchTimeout, "the launch timed out and was terminated"),
    LYAP_ERROR(cudaErrorLaunchFailure, "unspecified launch failure"),
    LYAP_ERROR(cudaErrorUnknown, "unknown error"),
};
#undef LYAP_ERROR

const ErrorText& text_of(cudaError_t error) {
  for (const ErrorText& one : kErrors) {
    if (one.error == error) return one;
  }
  static constexpr ErrorText kOther{cudaErrorUnknown, "cudaError that is not emulated", "unrecognized error code"};
  return kOther;
}

constexpr int kMultiprocessors = 2;
/// So slow that a launch may hold little work, and small pictures take several.
constexpr int kClockKilohertz = 1'000;

cudaError_t attribute(cudaDeviceAttr which, const Device& of, int& value) {
  switch (which) {
    case cudaDevAttrComputeCapabilityMajor:
      value = of.capability() / 10;
      break;
    case cudaDevAttrComputeCapabilityMinor:
      value = of.capability() % 10;
      break;
    case cudaDevAttrMultiProcessorCount:
      value = kMultiprocessors;
      break;
    case cudaDevAttrClockRate:
      value = kClockKilohertz;
      break;
    case cudaDevAttrMemoryClockRate:
      value = 1000;
      break;
    case cudaDevAttrGlobalMemoryBusWidth:
      value = 64;
      break;
    case cudaDevAttrMaxSharedMemoryPerBlock:
      value = 48 * 1024;
      break;
    case cudaDevAttrMaxGridDimX:
      value = INT32_MAX;
      break;
    case cudaDevAttrWarpSize:
      value = 32;
      break;
    default:
      return cudaErrorInvalidValue;
  }
  return cudaSuccess;
}

bool is_device(int number) {
  return number >= 0 && number < static_cast<int>(Runtime::get().devices.size());
}

Device& device_of(int number) {
  return *Runtime::get().devices[static_cast<std::size_t>(number)];
}

}  // namespace
}  // namespace lyap::emulated

using namespace lyap::emulated;

cudaError_t cudaGetDeviceCount(int* count) {
  return call(__func__, [&] {
    *count = static_cast<int>(Runtime::get().devices.size());
    return *count == 0 ? cudaErrorNoDevice : cudaSuccess;
  });
}

cudaError_t cudaGetDevice(int* number) {
  return call(__func__, [&] {
    *number = current_device();
    return cudaSuccess;
  });
}

cudaError_t cudaSetDevice(int number) {
  return call(__func__, [&] {
    if (!is_device(number)) return cudaErrorInvalidDevice;
    set_current_device(number);
    // From CUDA 12 on it starts the device, and so fails where that is broken.
    return device().error();
  });
}

cudaError_t cudaGetDeviceProperties(cudaDeviceProp* properties, int number) {
  return call(__func__, [&] {
    if (!is_device(number)) return cudaErrorInvalidDevice;
    const int capability = device_of(number).capability();
    *properties = {};
    std::snprintf(properties->name, sizeof properties->name, "Emulated GPU %d.%d", capability / 10, capability % 10);
    properties->major = capability / 10;
    properties->minor = capability % 10;
    properties->multiProcessorCount = kMultiprocessors;
    properties->totalGlobalMem = device_of(number).memory().capacity();
    return cudaSuccess;
  });
}

cudaError_t cudaDeviceGetAttribute(int* value, cudaDeviceAttr which, int number) {
  return call(__func__, [&] {
    if (!is_device(number)) return cudaErrorInvalidDevice;
    return attribute(which, device_of(number), *value);
  });
}

cudaError_t cudaGetLastError() {
  const cudaError_t error = last_error();
  forget_last_error();
  return error;
}

cudaError_t cudaPeekAtLastError() {
  return last_error();
}

const char* cudaGetErrorName(cudaError_t error) {
  return text_of(error).name;
}

const char* cudaGetErrorString(cudaError_t error) {
  return text_of(error).text;
}
