#pragma once

#include "host/compute/device_choice.h"

#include <string>
#include <vector>

namespace lyap {

/// The properties of a GPU as the driver reports them.
struct CudaDeviceInfo {
  std::string name;
  /// Compute capability, 9.0 as 9 and 0.
  int major = 0;
  int minor = 0;
  int multiprocessors = 0;
  /// The highest clock of the multiprocessors, in Hz.
  double clock_hertz = 0;
  /// The peak memory bandwidth: memory clock · bus width in bytes · 2, because data are transferred on both edges of
  /// the clock.
  double memory_bytes_per_second = 0;
};

/// All GPUs, by their index; none where there is no driver or this program was built without CUDA. Throws Failure if a
/// GPU does not answer.
std::vector<CudaDeviceInfo> list_cuda_devices();

/// Whether this program has code for GPU number `device`; finding out creates no context on it. Throws Failure if there
/// is no such GPU.
bool is_supported_cuda_device(int device);

/// The numbers of the chosen GPUs, as chosen_devices() defines them.
std::vector<int> chosen_cuda_devices(const DeviceChoice& choice);

}  // namespace lyap
