#pragma once

#include "host/backends/cuda/cuda_device_info.h"
#include "host/compute/backend.h"
#include "tools/bench/plan.h"
#include "tools/bench/run.h"
#include "tools/bench/work_size.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace lyap {

/// What computing took: seconds that passed, those that a figure counts, which on a GPU are those of the device, and
/// map steps that were done.
struct ComputingTimes {
  double passed = 0;
  double counted = 0;
  std::int64_t steps = 0;
};

/// A backend that computes rows of frames into memory, in bands that it computes without waste: single blocks of a
/// processor's rows from all over the picture, or the whole picture in the bands that the backend would have. A GPU is
/// given its usual bands in any case.
class RowComputer {
 public:
  /// For pictures like `picture`, with `threads` threads or on the plan's GPU. Throws what the backend's creation
  /// throws.
  RowComputer(const std::string& backend, const BenchPicture& picture, const BenchPlan& plan, int threads,
              std::stop_token stop);

  /// At least `bands` low bands, 1 or more.
  RowSample some(std::int64_t bands) const;
  /// The picture so many times.
  RowSample whole(std::int64_t pictures) const;

  /// Throws Interrupted if a stop is requested, and what the backend throws.
  ComputingTimes compute(const std::shared_ptr<const Frame>& frame, const RowSample& sample);

 private:
  std::stop_token stop_;
  bool on_gpu_;
  std::unique_ptr<Backend> backend_;
  int height_;
  int usual_rows_ = 0;
  int low_rows_ = 0;
};

/// Map steps of a sample of a frame by brute force.
double steps_of(const Frame& frame, const RowSample& sample);

/// What is measured before and after each repeat of something else, because a machine's clock drifts: a repeat's value
/// is the mean of both.
class AroundRepeats {
 public:
  /// Measures for the first time. `measure` may be empty; then nothing is measured.
  explicit AroundRepeats(std::function<double()> measure) : measure_(std::move(measure)) {
    if (measure_) before_ = measure_();
  }

  /// Behind each repeat.
  void measure_into(Sample& sample) {
    if (!measure_) return;
    const double after = measure_();
    sample.values.push_back((before_ + after) / 2);
    before_ = after;
  }

 private:
  std::function<double()> measure_;
  double before_ = 0;
};

/// The GPU that a plan measures. Throws Failure if there is none.
CudaDeviceInfo measured_gpu(const BenchPlan& plan);

/// What tells the lane operations that a backend can do in a second now: measured with one thread of a processor, for
/// half the plan's time of a repeat; read from a GPU. Empty where a fused multiply-add is no instruction. Throws
/// InvalidInput if there is no such backend.
std::function<double()> ceiling_meter(const std::string& backend, Precision precision, const BenchPlan& plan);

}  // namespace lyap
