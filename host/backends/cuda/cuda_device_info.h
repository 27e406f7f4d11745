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
  /// Why this program cannot compute on it: it does not answer, or there is no code for it. Empty if it can, as far as
  /// is known without starting it.
  std::string problem = "";
};

/// The GPUs of the machine.
struct CudaDevices {
  /// By their numbers.
  std::vector<CudaDeviceInfo> all;
  /// Why this program cannot compute on any; empty if it can.
  std::string problem;
  /// Whether that is because a GPU or a driver which is here does not work, or not for this program.
  bool is_faulty = false;

  /// The GPU of that number. Throws InvalidInput if there is no such number, Failure with the reason if there is no GPU
  /// at all or it cannot be used.
  const CudaDeviceInfo& usable(int number) const;

  /// The numbers of the chosen GPUs, as chosen_devices() defines them.
  std::vector<int> chosen(const DeviceChoice& choice) const;

  /// The same, started: one at least. Which devices the code inside runs on, and whether they are free, only the driver
  /// knows. GPUs that do not start are passed over unless they were given by their numbers. Throws what usable()
  /// throws, and Failure with the reason if none can be used.
  std::vector<int> start(const DeviceChoice& choice) const;
};

/// Asks for them without starting one; that they cannot be asked is no error here, but a problem of theirs.
CudaDevices find_cuda_devices();

}  // namespace lyap
