#pragma once

#include "host/render_spec.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace lyap {

/// Groups of figures that can be asked for. Rates include what the memory can take.
enum class BenchSection { kRates, kStages, kScaling, kLatency };

/// What to measure, and how thoroughly.
struct BenchPlan {
  /// Names as find_backend() takes them; none: every backend that can run here.
  std::vector<std::string> backends;
  std::set<BenchSection> sections{BenchSection::kRates, BenchSection::kStages, BenchSection::kScaling,
                                  BenchSection::kLatency};

  /// Rates are measured for each of these with each of the others. The other sections take the first number of
  /// iterations, and stages the largest size.
  std::vector<std::string> sequences{"AB", "AABAB", "BBBBBBAAAAAA"};
  std::vector<Size> sizes{{512, 512}, {3840, 2160}};
  std::vector<std::int64_t> iterations{400, 4000};
  std::vector<Precision> precisions{Precision::kFloat, Precision::kDouble};
  std::vector<Size> scaling_sizes{{960, 540}, {1920, 1080}, {3840, 2160}};
  std::vector<Size> latency_sizes{{64, 64}, {3840, 2160}};

  /// How often everything is measured; starts of the program at least kLeastStarts times.
  int repeats = 5;
  static constexpr int kLeastStarts = 10;
  /// A repeat takes about this long, or as long as the smallest piece of its work takes.
  double seconds = 0.2;
  /// Processor threads of stages and latency, and the most of scaling; 0: as many as the machine offers.
  int threads = 0;
  /// Index of the GPU.
  int device = 0;
  std::string ffmpeg = "ffmpeg";
  /// The lyap whose start is measured; empty: this very program.
  std::string program;
};

}  // namespace lyap
