#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "tests/bench/tiny_bench.h"
#include "tests/support/message_of.h"

#include <algorithm>
#include <stop_token>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class BenchStop : public TinyBenchTest {};

TEST_F(BenchStop, ProgressIsTheShareOfTheMeasurementsThatAreDone) {
  BenchPlan plan = tiny_plan(BenchPlan().sections);
  plan.ffmpeg = kNoFfmpeg;
  run(plan);
  // In each repeat one rate, one bandwidth, one early end, eight stages and two numbers of threads; and ten starts.
  const std::size_t measurements = kRepeats * (1 + 1 + 1 + 8 + 2) + 10;
  ASSERT_THAT(told_, SizeIs(measurements));
  for (std::size_t i = 0; i < measurements; ++i) {
    EXPECT_DOUBLE_EQ(told_[i], static_cast<double>(i) / static_cast<double>(measurements));
  }
}

TEST_F(BenchStop, AStopEndsTheRunBeforeTheNextMeasurement) {
  BenchPlan plan = tiny_plan(BenchPlan().sections);
  plan.ffmpeg = kNoFfmpeg;
  // In the middle of rates, bandwidth, early ends, stages, scaling and latency.
  for (const std::size_t last : {1U, 3U, 5U, 8U, 24U, 28U}) {
    std::stop_source stop;
    std::size_t told = 0;
    const auto stop_at_last = [&](double) {
      if (++told == last) stop.request_stop();
    };
    EXPECT_THROW(measure(plan, stop_at_last, stop.get_token()), Interrupted);
    EXPECT_EQ(told, last);
  }
}

TEST_F(BenchStop, NothingIsMeasuredOfAPlanThatCannotBe) {
  BenchPlan plan = tiny_plan(BenchPlan().sections);
  const auto refusal_with = [&](const auto& change) {
    BenchPlan changed = plan;
    change(changed);
    return message_of<InvalidInput>([&] { run(changed); });
  };
  EXPECT_THAT(refusal_with([](BenchPlan& wrong) { wrong.backends = {"abacus"}; }), HasSubstr("'abacus'"));
  EXPECT_THAT(refusal_with([](BenchPlan& wrong) { wrong.sequences = {"AB", "ABC"}; }), HasSubstr("C"));
  EXPECT_THAT(refusal_with([](BenchPlan& wrong) { wrong.iterations = {20, 1}; }), HasSubstr("iterations"));
  EXPECT_THAT(refusal_with([](BenchPlan& wrong) { wrong.early_end_views = {{"ABC"}}; }), HasSubstr("C"));
  EXPECT_THAT(refusal_with([](BenchPlan& wrong) { wrong.early_end_iterations = {1}; }), HasSubstr("iterations"));
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(BenchStop, ABackendThatCannotRunHereIsAFailure) {
  BenchPlan plan = tiny_plan({BenchSection::kRates});
  const auto backends = list_backends();
  // No processor is both an x86 and an Arm.
  const auto absent = std::find_if(backends.begin(), backends.end(), [](const BackendDescription& backend) {
    return backend.name.starts_with("cpu-") && !backend.unavailable.empty();
  });
  ASSERT_NE(absent, backends.end());
  plan.backends = {"cpu", absent->name};
  EXPECT_THAT(message_of<Failure>([&] { run(plan); }), HasSubstr(absent->unavailable));
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(BenchStop, AProgramThatCannotBeStartedIsAFailure) {
  BenchPlan plan = tiny_plan({BenchSection::kLatency});
  plan.program = "/nonexistent/lyap";
  EXPECT_THAT(message_of<Failure>([&] { run(plan); }), HasSubstr("cannot start '/nonexistent/lyap'"));
}

}  // namespace
}  // namespace lyap
