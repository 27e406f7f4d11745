#pragma once

#include "tests/support/ignore_pipe_signal.h"
#include "tools/bench/measure.h"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {

inline constexpr int kRepeats = 2;
inline constexpr const char* kNoFfmpeg = "/nonexistent/ffmpeg";

/// A plan of one backend and one tiny picture.
inline BenchPlan tiny_plan(std::vector<BenchSection> sections) {
  BenchPlan plan;
  plan.backends = {"cpu"};
  plan.sections = std::move(sections);
  plan.sequences = {"AB"};
  plan.sizes = {{64, 48}};
  plan.iterations = {20};
  plan.precisions = {Precision::kFloat};
  plan.early_end_views = {{"AB"}};
  plan.early_end_iterations = {20};
  plan.scaling_sizes = {{64, 48}};
  plan.latency_sizes = {{64, 48}};
  plan.repeats = kRepeats;
  plan.seconds = 0.001;
  plan.threads = 2;
  plan.program = LYAP_PROGRAM;
  return plan;
}

class TinyBenchTest : public testing::Test {
 protected:
  /// Measures and keeps what is told of the progress.
  BenchRun run(const BenchPlan& plan) {
    return measure(plan, [this](double share) { told_.push_back(share); }, {});
  }

  std::vector<double> told_;

 private:
  IgnorePipeSignal ignore_pipe_signal_;
};

}  // namespace lyap
