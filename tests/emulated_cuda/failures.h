#pragma once

#include <driver_types.h>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace lyap::emulated {

/// The name under which the work of kernels is counted, beside the functions of the runtime: a failure there breaks the
/// device while the kernel runs.
inline constexpr const char* kKernelRuns = "kernel";

/// A call that is to fail instead of doing anything.
struct PlannedFailure {
  std::string function;
  /// Counted from 1; 0 for every call.
  long call;
  cudaError_t error;
};

/// "cudaMalloc@7=2,kernel@3=700": the 7th call of cudaMalloc returns error 2, the 3rd kernel that runs breaks its
/// device with error 700; "@*" is every call.
std::vector<PlannedFailure> read_failures(const std::string& text);

/// Counts the calls of every function and says which of them fail. For any number of threads.
class FailurePlan {
 public:
  /// Forgets plans and counts, and plans these.
  void plan(std::vector<PlannedFailure> failures);

  /// Counts a call; the error that it is to return, or cudaSuccess.
  cudaError_t next(const std::string& function);

  /// How many of the planned failures have happened.
  long happened() const;

  /// How often each function was called since the last plan.
  std::map<std::string, long> calls() const;

 private:
  mutable std::mutex mutex_;
  std::vector<PlannedFailure> failures_;
  std::map<std::string, long> calls_;
  long happened_ = 0;
};

}  // namespace lyap::emulated
