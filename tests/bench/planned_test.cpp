#include "tests/bench/tiny_bench.h"
#include "tools/bench/sections.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// What is planned for backends asks none of them whether it can run.
const std::vector<std::string> kBackends{"cuda", "cpu-avx512", "cpu-avx2"};

TEST(BenchPlanned, RatesAreEveryCombination) {
  const std::size_t combinations = 2 * 3 * 2 * 2;  // precisions, sequences, sizes, iterations
  EXPECT_THAT(planned_rates(BenchPlan(), kBackends), SizeIs(kBackends.size() * combinations));
}

TEST(BenchPlanned, EarlyEndsAreEveryViewAtTheLargestSize) {
  const std::vector<EarlyEndFigure> figures = planned_early_end(BenchPlan(), kBackends);
  EXPECT_THAT(figures, SizeIs(kBackends.size() * 2 * 4 * 5));  // precisions, views, iterations
  for (const EarlyEndFigure& figure : figures) {
    EXPECT_EQ((Size{figure.picture.width, figure.picture.height}), (Size{3840, 2160}));
  }
}

TEST(BenchPlanned, EarlyEndsOfScalarCodeAreMeasuredWhereItIsNamedOrAlone) {
  BenchPlan plan = tiny_plan({});
  plan.backends.clear();
  const auto of = [](const char* name) { return Field(&EarlyEndFigure::backend, name); };
  EXPECT_THAT(planned_early_end(plan, {"cpu-avx2", "cpu-scalar"}), ElementsAre(of("cpu-avx2")));
  EXPECT_THAT(planned_early_end(plan, {"cpu-scalar"}), ElementsAre(of("cpu-scalar")));
  plan.backends = {"cpu-avx2", "cpu-scalar"};
  EXPECT_THAT(planned_early_end(plan, plan.backends), ElementsAre(of("cpu-avx2"), of("cpu-scalar")));
}

TEST(BenchPlanned, MemoryIsTheGpusAndTheProcessors) {
  const auto of = [](const char* name) { return Field(&BandwidthFigure::backend, name); };
  EXPECT_THAT(planned_bandwidth(kBackends), ElementsAre(of("cuda"), of("cpu")));
  EXPECT_THAT(planned_bandwidth({"cuda"}), ElementsAre(of("cuda")));
  EXPECT_THAT(planned_bandwidth({"cpu-avx2", "cpu-scalar"}), ElementsAre(of("cpu")));
}

TEST(BenchPlanned, StagesAreThoseOfTheGpuAndTheBestProcessorBackend) {
  const auto of = [](const char* name) { return Field(&PipelineFigure::backend, name); };
  const auto pipelines = planned_pipelines(BenchPlan(), kBackends);
  ASSERT_THAT(pipelines, ElementsAre(of("cuda"), of("cpu-avx512")));
  const auto copies_back = Contains(Field(&StageFigure::stage, "copy back"));
  EXPECT_THAT(pipelines[0].stages, copies_back);
  EXPECT_THAT(pipelines[1].stages, Not(copies_back));
}

TEST(BenchPlanned, StagesTakeTheLargestSizeAndTheFirstIterations) {
  const BenchPicture picture = planned_pipelines(BenchPlan(), kBackends).at(0).picture;
  EXPECT_EQ((Size{picture.width, picture.height}), (Size{3840, 2160}));
  EXPECT_EQ(picture.iterations, 400);
  EXPECT_EQ(picture.precision, "f32");
}

TEST(BenchPlanned, ScalingIsThatOfTheBestProcessorBackend) {
  const auto of = [](const char* name) { return Field(&ScalingFigure::backend, name); };
  EXPECT_THAT(planned_scaling(tiny_plan({}), kBackends), ElementsAre(of("cpu-avx512")));
  EXPECT_THAT(planned_scaling(tiny_plan({}), {"cuda"}), IsEmpty());
}

TEST(BenchPlanned, LatencyIsThatOfEveryBackendAndSize) {
  EXPECT_THAT(planned_latency(BenchPlan(), kBackends), SizeIs(kBackends.size() * 2));
}

}  // namespace
}  // namespace lyap
