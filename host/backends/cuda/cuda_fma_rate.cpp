#include "host/backends/cuda/cuda_fma_rate.h"

namespace lyap {

int fma_lanes(int major, int minor, Precision precision) {
  const int capability = 10 * major + minor;
  if (precision == Precision::kFloat) return capability == 75 || capability == 80 ? 64 : 128;
  switch (capability) {
    case 80:
      return 32;
    case 75:
    case 86:
    case 87:
    case 89:
    case 103:
    case 120:
    case 121:
      return 2;
    default:  // 9.0 and 10.0, and what is unknown
      return 64;
  }
}

double peak_fma_rate(const CudaDeviceInfo& device, Precision precision) {
  return device.clock_hertz * device.multiprocessors * fma_lanes(device.major, device.minor, precision);
}

}  // namespace lyap
