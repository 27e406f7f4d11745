#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace lyap {

/// How far a run of benchmarks is: the share of its measurements that are done, and which one comes now,
/// "rates: cpu-avx2 f32 AABAB 3840x2160 N=400".
struct BenchProgress {
  double share;
  std::string what;
};

/// Counts the measurements of a run, tells of each, and ends the run between two of them.
class BenchMeter {
 public:
  /// `progress` may be empty; `measurements` is how many there will be.
  BenchMeter(std::function<void(const BenchProgress&)> progress, std::stop_token stop, std::int64_t measurements);

  /// Before each measurement. Throws Interrupted if a stop was requested.
  void next(const std::string& what);

  /// For work that is to end within a measurement.
  const std::stop_token& stop() const { return stop_; }

 private:
  std::function<void(const BenchProgress&)> progress_;
  std::stop_token stop_;
  std::int64_t measurements_;
  std::int64_t done_ = 0;
};

}  // namespace lyap
