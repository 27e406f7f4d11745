#pragma once

#include "host/compute/device_choice.h"

#include <string>
#include <vector>

namespace lyap {

/// What a GPU says of itself.
struct CudaDeviceInfo {
  std::string name;
  /// Compute capability, 9.0 as 9 and 0.
  int major = 0;
  int minor = 0;
  int multiprocessors = 0;
  /// The highest that it clocks itself to.
  double clock_hertz = 0;
  /// What its memory can take at most: memory clock · bytes of the bus · 2, for both edges of the clock carry data.
  double memory_bytes_per_second = 0;
};

/// All GPUs, by their index; none where there is no driver or this program was built without CUDA. Throws Failure if a
/// GPU does not answer.
std::vector<CudaDeviceInfo> list_cuda_devices();

/// Whether this program has code for the GPU of that number; asked without starting it. Throws Failure if there is no
/// such GPU.
bool is_supported_cuda_device(int device);

/// The numbers of the chosen GPUs: those that were given, whether they can be used or not; otherwise the first or all
/// of those that can, which may be none.
std::vector<int> chosen_cuda_devices(const DeviceChoice& choice);

}  // namespace lyap
