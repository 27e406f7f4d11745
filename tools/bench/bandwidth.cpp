#include "tools/bench/bandwidth.h"

#include "host/backends/cuda/cuda_device_info.h"
#include "tools/bench/cost.h"
#include "tools/bench/work_size.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kProcessor = "cpu";
constexpr const char* kCuda = "cuda";

/// Memory to store to, beyond the caches of all but the largest servers.
class StoreMeter {
 public:
  explicit StoreMeter(double seconds)
      : passes_(units_filling(seconds, [&](std::int64_t passes) { return store(passes); })) {}

  double bytes_per_second() {
    const double bytes = static_cast<double>(passes_) * static_cast<double>(memory_.size());
    return bytes / store(passes_);
  }

 private:
  /// Returns the seconds that took.
  double store(std::int64_t passes) {
    // Through a volatile pointer, for a compiler may leave out what nobody reads.
    void* (*volatile fill)(void*, int, std::size_t) = std::memset;
    const Stopwatch stopwatch;
    for (std::int64_t pass = 0; pass < passes; ++pass) fill(memory_.data(), static_cast<int>(pass), memory_.size());
    return stopwatch.seconds();
  }

  static constexpr std::size_t kBytes = std::size_t{256} << 20;

  std::vector<std::byte> memory_ = std::vector<std::byte>(kBytes);
  std::int64_t passes_;
};

double gpu_bandwidth(int device) {
  return list_cuda_devices().at(static_cast<std::size_t>(device)).memory_bytes_per_second;
}

}  // namespace

std::vector<BandwidthFigure> planned_bandwidth(const std::vector<std::string>& backends) {
  const auto is_cuda = [](const std::string& backend) { return backend == kCuda; };
  std::vector<BandwidthFigure> figures;
  if (std::any_of(backends.begin(), backends.end(), is_cuda)) figures.push_back({kCuda, {}});
  if (!std::all_of(backends.begin(), backends.end(), is_cuda)) figures.push_back({kProcessor, {}});
  return figures;
}

void measure_bandwidth(BandwidthFigure& figure, const BenchPlan& plan, BenchMeter& meter) {
  std::optional<StoreMeter> processor;
  if (figure.backend == kProcessor) processor.emplace(plan.seconds);
  for (int repeat = 0; repeat < plan.repeats; ++repeat) {
    meter.next(fmt::format("bandwidth: {}", figure.backend));
    figure.bytes_per_second.values.push_back(processor ? processor->bytes_per_second() : gpu_bandwidth(plan.device));
  }
}

}  // namespace lyap
