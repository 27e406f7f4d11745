#include "tools/bench/against.h"

#include "tests/bench/sample_run.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr double kTenth = 0.1;

void slow_down(Sample& seconds, double factor) {
  for (double& value : seconds.values) value *= factor;
}

std::vector<std::string> worse_figures(const BenchAgainst& against) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < against.worse; ++i) names.push_back(against.pairs[i].what);
  return names;
}

TEST(BenchAgainst, ARunIsNotWorseThanItself) {
  const BenchAgainst against = bench_against(sample_run(), sample_run(), kTenth);
  // 4 rates, 3 early ends, 4 stages that were measured, 5 points and 2 latencies.
  EXPECT_EQ(against.pairs.size(), 18U);
  EXPECT_TRUE(std::ranges::all_of(against.pairs, [](const FigurePair& pair) { return pair.ratio == 1; }));
  EXPECT_EQ(against.worse, 0U);
  EXPECT_THAT(against.missing, IsEmpty());
  EXPECT_THAT(against.differences, IsEmpty());
  EXPECT_THAT(against_text(against), EndsWith("\nOf 18 figures none is worse by more than 10 %.\n"));
}

TEST(BenchAgainst, FindsALossOfAFifthAndPassesOverATwentieth) {
  BenchRun run = sample_run();
  slow_down(run.rates[1].seconds, 1 / 0.8);
  slow_down(run.rates[2].seconds, 1 / 0.95);
  slow_down(run.scaling[0].points[1].seconds, 1 / 0.75);
  slow_down(run.latency[0].seconds, 1 / 0.95);
  slow_down(run.pipelines[0].stages[3].seconds, 1 / 0.85);
  const BenchAgainst against = bench_against(run, sample_run(), kTenth);
  EXPECT_THAT(worse_figures(against),
              ElementsAre("frame: cpu-avx2 AB 2000x1000 N=401 f32, threads: 2", "rate: cpu-avx2 AB 2000x1000 N=401 f32",
                          "stage: film cpu-avx2 AB 2000x1000 N=401 f32, threads: 4"));
  // Ratios of a few rounded products.
  EXPECT_NEAR(against.pairs[0].ratio, 0.75, 1e-12);
  EXPECT_NEAR(against.pairs[1].ratio, 0.8, 1e-12);
  EXPECT_NEAR(against.pairs[2].ratio, 0.85, 1e-12);
  EXPECT_THAT(against_text(against), EndsWith("\nOf 18 figures 3 are worse by more than 10 %, the worst by 25.0 %.\n"));
}

TEST(BenchAgainst, ThePairsAreSortedAndAGainIsNoLoss) {
  BenchRun run = sample_run();
  slow_down(run.rates[0].seconds, 0.5);
  slow_down(run.rates[3].seconds, 2);
  const BenchAgainst against = bench_against(run, sample_run(), kTenth);
  EXPECT_TRUE(std::ranges::is_sorted(against.pairs, {}, &FigurePair::ratio));
  EXPECT_EQ(against.pairs.front().what, "rate: cpu-scalar AB 2000x1000 N=401 f32");
  EXPECT_EQ(against.pairs.back().what, "rate: cpu-avx2 AB 500x500 N=401 f32");
  EXPECT_DOUBLE_EQ(against.pairs.back().ratio, 2);
  EXPECT_EQ(against.worse, 1U);
}

TEST(BenchAgainst, AClockThatDriftsIsNotALoss) {
  // All that the processor does takes twice the time, the measurement of its ceiling too.
  BenchRun run = sample_run();
  for (RateFigure& rate : run.rates) {
    slow_down(rate.seconds, 2);
    slow_down(rate.ceiling_operations_per_second, 0.5);
  }
  for (EarlyEndFigure& figure : run.early_end) {
    slow_down(figure.early_end_seconds, 2);
    slow_down(figure.ceiling_operations_per_second, 0.5);
  }
  const BenchAgainst against = bench_against(run, sample_run(), kTenth);
  EXPECT_EQ(against.worse, 0U);
  EXPECT_THAT(against_text(against), HasSubstr("shares of the ceiling"));
}

TEST(BenchAgainst, BetweenProcessorsTimeCounts) {
  BenchRun run = sample_run();
  run.machine.processor = "Intel Xeon";
  for (RateFigure& rate : run.rates) {
    slow_down(rate.seconds, 2);
    slow_down(rate.ceiling_operations_per_second, 0.5);
  }
  const BenchAgainst against = bench_against(run, sample_run(), kTenth);
  EXPECT_EQ(against.worse, run.rates.size());
  EXPECT_DOUBLE_EQ(against.pairs.front().ratio, 0.5);
  EXPECT_EQ(against.pairs.front().unit, "G steps/s");
  EXPECT_THAT(against_text(against), Not(HasSubstr("of the ceiling")));
}

TEST(BenchAgainst, EarlyEndsAreWorseIfTheyDoMoreStepsOrTakeMoreTime) {
  // Cycles that are found later are more steps at the same speed: the time says it, in the same share of the ceiling
  // done.
  BenchRun run = sample_run();
  run.early_end[1].steps_done *= 1.25;
  slow_down(run.early_end[1].early_end_seconds, 1.25);
  slow_down(run.early_end[1].brute_force_seconds, 2);  // compared with the rates
  const BenchAgainst against = bench_against(run, sample_run(), kTenth);
  EXPECT_THAT(worse_figures(against), ElementsAre("early end: cpu-avx2 AB 2000x1000 N=401 f32 A 2.5:3.4 B 3.4:4"));
  EXPECT_NEAR(against.pairs[0].ratio, 0.8, 1e-12);  // a few rounded products
  EXPECT_EQ(against.pairs[0].unit, "% of the ceiling");
}

TEST(BenchAgainst, OfGpusTimeCounts) {
  // Their ceiling is not measured but read, so it does not drift with the clock.
  BenchRun before = sample_run();
  before.rates = {sample_rate("cuda", sample_picture(2000, 1000), {{0.01, 0.01, 0.01}})};
  BenchRun now = before;
  slow_down(now.rates[0].seconds, 2);
  slow_down(now.rates[0].ceiling_operations_per_second, 0.5);
  EXPECT_THAT(worse_figures(bench_against(now, before, kTenth)), ElementsAre("rate: cuda AB 2000x1000 N=401 f32"));
}

TEST(BenchAgainst, MissingFiguresAreToldAndNewOnesAreNot) {
  BenchRun run = sample_run();
  run.rates.pop_back();
  run.pipelines[0].stages[2] = {"ffmpeg", 0, {}, {}, "cannot start 'ffmpeg'"};
  run.latency[0].backend = "cpu-neon";
  const BenchAgainst against = bench_against(run, sample_run(), kTenth);
  EXPECT_THAT(against.missing, ElementsAre("rate: cpu-scalar AB 2000x1000 N=401 f32",
                                           "stage: ffmpeg cpu-avx2 AB 2000x1000 N=401 f32, threads: 4",
                                           "latency: cpu-avx2 AB 500x500 N=401 f32"));
  EXPECT_EQ(against.worse, 0U);
  EXPECT_THAT(against_text(against),
              HasSubstr("Not measured this time:\n- rate: cpu-scalar AB 2000x1000 N=401 f32\n- stage: ffmpeg"));
}

TEST(BenchAgainst, RunsWithoutCommonFiguresSaySo) {
  BenchRun run = sample_run();
  run.rates.clear();
  run.early_end.clear();
  run.pipelines.clear();
  run.scaling.clear();
  run.latency.clear();
  const std::string text = against_text(bench_against(run, sample_run(), kTenth));
  EXPECT_THAT(text, EndsWith("\nThe runs have no figure in common.\n"));
}

TEST(BenchAgainst, OtherMachinesAndBuildsAreTold) {
  BenchRun run = sample_run();
  run.machine.processor = "Intel\nXeon";
  run.machine.gpus.clear();
  run.build.compiler = "clang 14.0";
  run.build.build_type = "Debug";
  run.build.commit = "def5678";
  const BenchAgainst against = bench_against(run, sample_run(), kTenth);
  EXPECT_THAT(against.differences,
              ElementsAre("processor: AMD EPYC 9554 before, Intel\nXeon now", "GPUs: NVIDIA H100 before, none now",
                          "compiler: g++ 12.2 before, clang 14.0 now", "build type: Release before, Debug now"));
  EXPECT_THAT(against_text(against), HasSubstr("\n- processor: AMD EPYC 9554 before, Intel Xeon now\n"));
}

TEST(BenchAgainst, ShowsTwentyFiguresAndCountsTheRest) {
  BenchRun run = sample_run();
  for (int width = 1; width <= 30; ++width) {
    run.latency.push_back({"cpu-avx2", sample_picture(width, 1), {{1}}});
  }
  const std::string text = against_text(bench_against(run, run, kTenth));
  EXPECT_THAT(text, HasSubstr("\nand 28 more\n"));
  // Two lines of the table are its head.
  EXPECT_EQ(std::ranges::count(text, '|') / 6, 22);
}

}  // namespace
}  // namespace lyap
