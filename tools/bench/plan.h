#pragma once

#include "host/backends/backend_registry.h"
#include "host/compute/device_choice.h"
#include "host/compute/kernels_made.h"
#include "host/spec/render_spec.h"
#include "tools/bench/run.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lyap {

/// Groups of figures that can be asked for. Rates include what the memory can take.
enum class BenchSection { kRates, kEarlyEnd, kStages, kScaling, kLatency };

/// A sequence over a window.
struct BenchView {
  std::string sequence;
  BenchWindow window{};
};

/// Windows with order and chaos, and a last one where there is hardly an orbit that comes to a cycle.
inline std::vector<BenchView> default_early_end_views() {
  return {{"AB"}, {"AABAB"}, {"BBBBBBAAAAAA", {{2.5, 3.4}, {3.4, 4}}}, {"AB", {{3.97, 4}, {3.97, 4}}}};
}

/// What to measure, and how thoroughly. No list but that of backends may be empty.
struct BenchPlan {
  /// Names as find_backend() takes them; none: every backend that can run here.
  std::vector<std::string> backends;
  std::vector<BenchSection> sections{BenchSection::kRates, BenchSection::kEarlyEnd, BenchSection::kStages,
                                     BenchSection::kScaling, BenchSection::kLatency};

  /// Rates are measured for each of these with each of the others. Of the other sections, stages, scaling and latency
  /// take the first number of iterations, stages and early ends the largest size, and early ends all precisions.
  std::vector<std::string> sequences{"AB", "AABAB", "BBBBBBAAAAAA"};
  std::vector<Size> sizes{{512, 512}, {3840, 2160}};
  std::vector<std::int64_t> iterations{400, 4000};
  std::vector<Precision> precisions{Precision::kFloat, Precision::kDouble};
  /// Early ends are measured for each of these pictures with each of these iterations.
  std::vector<BenchView> early_end_views = default_early_end_views();
  std::vector<std::int64_t> early_end_iterations{100, 400, 2000, 10'000, 100'000};
  std::vector<Size> scaling_sizes{{960, 540}, {1920, 1080}, {3840, 2160}};
  std::vector<Size> latency_sizes{{64, 64}, {3840, 2160}};

  /// How often everything is measured, 1 or more; starts of the program at least kMinStarts times.
  int repeats = 5;
  static constexpr int kMinStarts = 10;
  /// A repeat takes about this long, more than 0, or as long as the smallest piece of its work takes.
  double seconds = 0.2;
  /// Processor threads of stages and latency, and the most of scaling; 0: as many as the machine offers.
  int threads = 0;
  /// The GPU, one.
  DeviceChoice device{};
  /// Kernels are compiled before they are timed, unless there are to be none.
  KernelsMade kernels_made = KernelsMade::kAtOnce;
  std::string ffmpeg = "ffmpeg";
  /// The lyap whose start is measured, looked up in PATH unless it has a '/'.
  std::string program = "lyap";
};

}  // namespace lyap
