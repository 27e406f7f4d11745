#include "host/backends/backend_registry.h"
#include "host/backends/cpu/cpu_ceiling.h"
#include "host/backends/cpu/cpu_targets.h"
#include "tests/bench/tiny_bench.h"
#include "tools/bench/compute_rows.h"
#include "tools/bench/picture.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::AllOf;
using testing::Each;
using testing::Gt;
using testing::IsEmpty;
using testing::SizeIs;

class BenchEarlyEnd : public TinyBenchTest {
 protected:
  EarlyEndFigure figure_of(const BenchView& view, std::int64_t iterations) {
    BenchPlan plan = tiny_plan({BenchSection::kEarlyEnd});
    plan.early_end_views = {view};
    plan.early_end_iterations = {iterations};
    return run(plan).early_end.at(0);
  }
};

constexpr int kWidth = 64;
constexpr int kHeight = 48;

/// Both rates in one of [2.6, 2.8]: all orbits of AB come to the cycle of two points that lies between the fixed
/// points.
const BenchView kOrder{"AB", {{2.6, 2.8}, {2.6, 2.8}}};

TEST_F(BenchEarlyEnd, HasTheRepeatsOfAllThatIsCompared) {
  const EarlyEndFigure figure = figure_of({"AB"}, 20);
  EXPECT_EQ(figure.backend, find_backend("cpu").name);
  for (const Sample* sample : {&figure.brute_force_seconds, &figure.early_end_seconds, &figure.textbook_seconds}) {
    EXPECT_THAT(sample->values, AllOf(SizeIs(kRepeats), Each(Gt(0))));
  }
  if (has_fma_units(figure.backend)) {
    EXPECT_THAT(figure.ceiling_operations_per_second.values, AllOf(SizeIs(kRepeats), Each(Gt(0))));
  } else {
    EXPECT_THAT(figure.ceiling_operations_per_second.values, IsEmpty());
  }
  EXPECT_EQ(figure.operations_per_step, 2);
  EXPECT_EQ(figure.steps_asked, static_cast<double>(figure.rows * figure.passes * kWidth * (20 - 1)));
  EXPECT_GT(figure.textbook_steps, 0);
}

TEST_F(BenchEarlyEnd, OrderIsLeftEarlyAndChaosIsNot) {
  // Orbits in order halve their distance from the cycle every few steps, so that 53 bits, let alone 24, are exhausted
  // after some hundred steps of 4000. In the other window the largest rates are 4 and nothing is stable but specks.
  const EarlyEndFigure order = figure_of(kOrder, 4000);
  EXPECT_LT(order.steps_done, order.steps_asked / 4);
  EXPECT_GT(order.steps_done, 0);
  const EarlyEndFigure chaos = figure_of({"AB", {{3.97, 4}, {3.97, 4}}}, 4000);
  EXPECT_GT(chaos.steps_done, 0.9 * chaos.steps_asked);
  EXPECT_LE(chaos.steps_done, chaos.steps_asked);
}

TEST_F(BenchEarlyEnd, OrbitsThatAreTooShortToCloseAreComputedToTheirEnd) {
  // Orbits of fewer than 8 rounds are not searched.
  const EarlyEndFigure figure = figure_of(kOrder, 20);
  EXPECT_EQ(figure.steps_done, figure.steps_asked);
}

TEST_F(BenchEarlyEnd, BruteForceDoesAllStepsOfWholePictures) {
  BenchPicture picture{.sequence = "AB", .width = kWidth, .height = kHeight, .iterations = 2000, .precision = "f32"};
  picture.window = kOrder.window;
  RowComputer computer(find_backend("cpu").name, picture, tiny_plan({}), 1, {});
  const auto steps_of = [&](OrbitEnd end) {
    return computer.compute(bench_frame(picture, end), computer.whole(1)).steps;
  };
  const std::int64_t asked = std::int64_t{kWidth} * kHeight * (2000 - 1);
  EXPECT_EQ(steps_of(OrbitEnd::kBruteForce), asked);
  EXPECT_LT(steps_of(OrbitEnd::kEarly), asked / 2);
}

TEST_F(BenchEarlyEnd, LongOrbitsAreSampledInFourBandsOfABlock) {
  // A band of blocks has 20000 · 512 steps and more, of which no processor does a few in the tiny plan's millisecond.
  BenchPlan plan = tiny_plan({BenchSection::kEarlyEnd});
  plan.sizes = {{64, 48}, {512, 256}};
  plan.early_end_iterations = {20'000};
  plan.repeats = 1;
  const EarlyEndFigure figure = run(plan).early_end.at(0);
  const std::vector<CpuTarget> targets = list_cpu_targets();
  const auto target = std::ranges::find(targets, figure.backend, &CpuTarget::backend);
  EXPECT_EQ(figure.rows, 4 * target->kernels->block_rows);
  EXPECT_EQ(figure.passes, 1);
}

TEST(BenchPicture, FramesEndEarlyOrByBruteForce) {
  const BenchPicture picture{.sequence = "AB", .width = 4, .height = 4, .iterations = 400, .precision = "f64"};
  const auto searches_cycles = [&](OrbitEnd end) {
    return bench_frame(picture, end)->plane().with_tables([](const auto& plane) {
      return plane.view().searches_cycles;
    });
  };
  EXPECT_FALSE(searches_cycles(OrbitEnd::kBruteForce));
  EXPECT_TRUE(searches_cycles(OrbitEnd::kEarly));
}

TEST(BenchPicture, KeepsItsWindow) {
  RenderSpec spec = bench_spec("AB", {4, 4}, 400, Precision::kFloat, {{2.5, 3.4}, {3.4, 4}});
  EXPECT_EQ(spec.horizontal.letter, 'A');
  EXPECT_EQ(spec.horizontal.range, (Range{2.5, 3.4}));
  EXPECT_EQ(spec.vertical.range, (Range{3.4, 4}));
  const BenchPicture picture = bench_picture(spec, "AB");
  EXPECT_EQ(spec_of(picture).horizontal.range, spec.horizontal.range);
  EXPECT_EQ(spec_of(picture).vertical.range, spec.vertical.range);
  EXPECT_EQ(text_of(picture), "AB 4x4 N=400 f32 A 2.5:3.4 B 3.4:4");
}

}  // namespace
}  // namespace lyap
