#include "tools/bench/ceiling.h"

#include "host/backends/cpu/cpu_ceiling.h"
#include "host/backends/cuda/cuda_fma_rate.h"

#include <cstddef>

namespace lyap {

std::function<double()> ceiling_meter(const std::string& backend, Precision precision, const BenchPlan& plan) {
  if (backend == "cuda") {
    const auto device = list_cuda_devices().at(static_cast<std::size_t>(plan.device));
    return [rate = peak_fma_rate(device, precision)] { return rate; };
  }
  if (!has_fma_units(backend)) return {};
  return [backend, precision, seconds = plan.seconds / 2] { return measure_fma_rate(backend, precision, seconds); };
}

}  // namespace lyap
