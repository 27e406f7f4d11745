#include "tools/bench/machine.h"

#include "host/backends/cuda/cuda_device_info.h"
#include "host/base/processor_count.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>
#include <sys/utsname.h>

#include <fmt/format.h>

namespace lyap {
namespace {

/// "" if it cannot be read.
std::string content_of(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string_view trimmed(std::string_view text, std::string_view what) {
  const std::size_t first = text.find_first_not_of(what);
  if (first == text.npos) return "";
  return text.substr(first, text.find_last_not_of(what) + 1 - first);
}

/// What stands behind `key` and `separator` in the first line that starts with the key; "" if none does.
std::string value_of(const std::string& text, std::string_view key, char separator) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::string_view view = line;
    const std::size_t end_of_key = view.find(separator);
    if (end_of_key == view.npos || trimmed(view.substr(0, end_of_key), " \t") != key) continue;
    return std::string(trimmed(view.substr(end_of_key + 1), " \t"));
  }
  return "";
}

BenchGpu gpu_of(const CudaDeviceInfo& device) {
  return {device.name, device.multiprocessors, device.clock_hertz, fmt::format("{}.{}", device.major, device.minor)};
}

}  // namespace

std::string processor_name(const std::string& cpuinfo, const std::string& architecture) {
  std::string model = value_of(cpuinfo, "model name", ':');
  if (!model.empty()) return model;
  const std::string implementer = value_of(cpuinfo, "CPU implementer", ':');
  const std::string part = value_of(cpuinfo, "CPU part", ':');
  if (implementer.empty() || part.empty()) return architecture;
  return fmt::format("{}, implementer {}, part {}", architecture, implementer, part);
}

std::string system_name(const std::string& os_release) {
  return std::string(trimmed(value_of(os_release, "PRETTY_NAME", '='), "\"'"));
}

BenchMachine this_machine() {
  utsname kernel{};
  ::uname(&kernel);
  const std::string system = system_name(content_of("/etc/os-release"));
  BenchMachine machine;
  machine.processor = processor_name(content_of("/proc/cpuinfo"), kernel.machine);
  machine.cores = processor_count();
  machine.system = fmt::format("{}{}{} {}", system, system.empty() ? "" : ", ", kernel.sysname, kernel.release);
  for (const CudaDeviceInfo& device : find_cuda_devices().all) {
    // Of one that does not answer there are no figures.
    if (device.major > 0) machine.gpus.push_back(gpu_of(device));
  }
  return machine;
}

}  // namespace lyap
