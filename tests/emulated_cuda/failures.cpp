#include "tests/emulated_cuda/failures.h"

#include <cstdlib>
#include <sstream>
#include <utility>

namespace lyap::emulated {

std::vector<PlannedFailure> read_failures(const std::string& text) {
  std::istringstream list(text);
  std::vector<PlannedFailure> all;
  for (std::string one; std::getline(list, one, ',');) {
    const auto at = one.find('@');
    const auto is = one.find('=');
    // Of "*" the number is 0.
    all.push_back({one.substr(0, at), std::atol(one.c_str() + at + 1),
                   static_cast<cudaError_t>(std::atoi(one.c_str() + is + 1))});
  }
  return all;
}

void FailurePlan::plan(std::vector<PlannedFailure> failures) {
  const std::lock_guard lock(mutex_);
  failures_ = std::move(failures);
  calls_.clear();
  happened_ = 0;
}

cudaError_t FailurePlan::next(const std::string& function) {
  const std::lock_guard lock(mutex_);
  const long call = ++calls_[function];
  for (const PlannedFailure& failure : failures_) {
    if (failure.function != function || (failure.call != 0 && failure.call != call)) continue;
    ++happened_;
    return failure.error;
  }
  return cudaSuccess;
}

long FailurePlan::happened() const {
  const std::lock_guard lock(mutex_);
  return happened_;
}

std::map<std::string, long> FailurePlan::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

}  // namespace lyap::emulated
