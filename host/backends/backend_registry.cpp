#include "host/backends/backend_registry.h"

#include "host/backends/cpu/cpu_backend.h"
#include "host/backends/cuda/cuda_backend.h"
#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/base/text.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

constexpr std::string_view kCpuPrefix = "cpu-";

const BackendDescription& first_available(const std::vector<BackendDescription>& backends, std::string_view prefix) {
  // The scalar backend runs everywhere, so there always is one.
  return *std::find_if(backends.begin(), backends.end(), [&](const BackendDescription& backend) {
    return backend.name.starts_with(prefix) && backend.unavailable.empty();
  });
}

}  // namespace

bool is_on_gpu(std::string_view backend) {
  return backend == kCudaBackend;
}

void check_devices(const DeviceChoice& devices, std::span<const std::string> backends) {
  if (devices.numbers().empty() || std::ranges::any_of(backends, is_on_gpu)) return;
  const std::string computing =
      backends.empty() ? "nothing is computed"
                       : fmt::format("what computes is {}, see `lyap backends`", fmt::join(backends, ", "));
  throw InvalidInput("device",
                     fmt::format("GPU {} would not be used: {}", fmt::join(devices.numbers(), ","), computing));
}

std::vector<BackendDescription> list_backends() {
  std::vector<BackendDescription> backends{describe_cuda_backend()};
  for (BackendDescription& backend : describe_cpu_backends()) backends.push_back(std::move(backend));
  return backends;
}

BackendDescription find_backend(std::string_view name, const std::string& field) {
  const bool is_any_gpu = lower_case(name) == "gpu";
  const std::string wanted = is_any_gpu ? std::string(kCudaBackend) : lower_case(name);
  // Asking for a CPU backend must not wait for a GPU's driver to start.
  const bool cpu_only = wanted == "cpu" || wanted.starts_with(kCpuPrefix);
  const std::vector<BackendDescription> backends = cpu_only ? describe_cpu_backends() : list_backends();
  if (wanted == "auto") return first_available(backends, "");
  if (wanted == "cpu") return first_available(backends, kCpuPrefix);

  const auto found = std::find_if(backends.begin(), backends.end(),
                                  [&](const BackendDescription& backend) { return backend.name == wanted; });
  if (found == backends.end()) {
    std::vector<std::string> names{"auto", "cpu", std::string(kCudaBackend)};
    for (const BackendDescription& backend : describe_cpu_backends()) names.push_back(backend.name);
    const auto nearest = nearest_name(wanted, names);
    throw InvalidInput(
        field, fmt::format("unknown backend {}{}; there are {}", in_quotes(name),
                           nearest ? fmt::format(", did you mean '{}'?", *nearest) : "", fmt::join(names, ", ")));
  }
  if (!found->unavailable.empty()) {
    throw Failure(fmt::format("the backend {} cannot run here: {}", found->name, found->unavailable));
  }
  return *found;
}

}  // namespace lyap
