#include "tools/bench/bench_meter.h"

#include "host/base/error.h"

#include <utility>

namespace lyap {

BenchMeter::BenchMeter(std::function<void(const BenchProgress&)> progress, std::stop_token stop,
                       std::int64_t measurements)
    : progress_(std::move(progress)), stop_(std::move(stop)), measurements_(measurements) {}

void BenchMeter::next(const std::string& what) {
  if (stop_.stop_requested()) throw Interrupted();
  if (progress_) progress_({static_cast<double>(done_) / static_cast<double>(measurements_), what});
  ++done_;
}

}  // namespace lyap
