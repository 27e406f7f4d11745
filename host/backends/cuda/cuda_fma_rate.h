#pragma once

#include "host/backends/cuda/cuda_device_info.h"
#include "host/spec/render_spec.h"

namespace lyap {

/// Fused multiply-adds that a multiprocessor does in a clock: "Throughput of Native Arithmetic Instructions" of the
/// CUDA C++ Programming Guide. Generations that are not in that table count as the fastest of it, so that no share of a
/// ceiling looks better than it is.
int fma_lanes(int major, int minor, Precision precision);

/// Lane operations per second that the device can do at its highest clock.
double peak_fma_rate(const CudaDeviceInfo& device, Precision precision);

}  // namespace lyap
