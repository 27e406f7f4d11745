#pragma once

#include "host/base/error.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <utility>

namespace lyap {

/// Counts the measurements of a run, reports progress before each, and ends the run between two of them when a stop is
/// requested.
class BenchMeter {
 public:
  /// `progress`, which may be empty, gets the share of the measurements that are done, of `measurements` in all.
  BenchMeter(std::function<void(double share)> progress, std::stop_token stop, std::int64_t measurements)
      : progress_(std::move(progress)), stop_(std::move(stop)), measurements_(measurements) {}

  /// Before each measurement. Throws Interrupted if a stop was requested.
  void next() {
    if (stop_.stop_requested()) throw Interrupted();
    if (progress_) progress_(static_cast<double>(done_) / static_cast<double>(measurements_));
    ++done_;
  }

  /// The stop, for work that can end within a measurement.
  const std::stop_token& stop() const { return stop_; }

 private:
  std::function<void(double share)> progress_;
  std::stop_token stop_;
  std::int64_t measurements_;
  std::int64_t done_ = 0;
};

}  // namespace lyap
