#include "host/backends/backend_registry.h"
#include "host/backends/cpu/cpu_ceiling.h"
#include "tests/bench/tiny_bench.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::Ge;
using testing::Gt;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Le;
using testing::SizeIs;

class BenchMeasure : public TinyBenchTest {};

MATCHER_P(HasPositiveValues, count, "") {
  return ExplainMatchResult(Field(&Sample::values, AllOf(SizeIs(count), Each(Gt(0)))), arg, result_listener);
}

const StageFigure& stage(const PipelineFigure& pipeline, const std::string& name) {
  return *std::find_if(pipeline.stages.begin(), pipeline.stages.end(),
                       [&](const StageFigure& figure) { return figure.stage == name; });
}

std::vector<std::string> stage_names(const PipelineFigure& pipeline) {
  std::vector<std::string> names;
  for (const StageFigure& figure : pipeline.stages) names.push_back(figure.stage);
  return names;
}

TEST_F(BenchMeasure, RatesAreMeasuredForEveryPictureAndPrecision) {
  BenchPlan plan = tiny_plan({BenchSection::kRates});
  plan.sequences = {"AB", "AABAB"};
  plan.precisions = {Precision::kFloat, Precision::kDouble};
  const BenchRun result = run(plan);
  std::vector<std::string> pictures;
  for (const RateFigure& figure : result.rates) {
    pictures.push_back(figure.picture.precision + " " + figure.picture.sequence);
    EXPECT_EQ(figure.backend, find_backend("cpu").name);
    EXPECT_THAT(figure.seconds, HasPositiveValues(kRepeats));
    if (has_fma_units(figure.backend)) {
      EXPECT_THAT(figure.ceiling_operations_per_second, HasPositiveValues(kRepeats));
    }
    EXPECT_THAT(figure.rows, AllOf(Ge(1), Le(48)));
    EXPECT_GE(figure.passes, 1);
    EXPECT_EQ(figure.steps, static_cast<double>(figure.rows * 64 * (20 - 1) * figure.passes));
    EXPECT_EQ(figure.bytes_per_pixel, 1);  // a palette index
    // A step has 2 operations and 1 more where the letter changes: always in AB, four times in five in AABAB.
    EXPECT_EQ(figure.operations_per_step, 2);
  }
  EXPECT_THAT(pictures, ElementsAre("f32 AB", "f32 AABAB", "f64 AB", "f64 AABAB"));
}

TEST_F(BenchMeasure, MemoryOfTheProcessorIsMeasuredWithTheRates) {
  const BenchRun result = run(tiny_plan({BenchSection::kRates}));
  EXPECT_THAT(result.rates, SizeIs(1));
  ASSERT_THAT(result.bandwidth, SizeIs(1));
  EXPECT_EQ(result.bandwidth[0].backend, "cpu");
  EXPECT_THAT(result.bandwidth[0].bytes_per_second, HasPositiveValues(kRepeats));
}

TEST_F(BenchMeasure, StagesOfAFilmAreMeasuredAloneAndTogether) {
  const BenchRun result = run(tiny_plan({BenchSection::kStages}));
  ASSERT_THAT(result.pipelines, SizeIs(1));
  const PipelineFigure& pipeline = result.pipelines[0];
  EXPECT_EQ(pipeline.picture.sequence, "ACDBCD");
  EXPECT_EQ(pipeline.threads, 2);
  EXPECT_THAT(stage_names(pipeline), ElementsAre("exponent", "exponent + colour", "colour", "PNG", "ffmpeg", "stills",
                                                 "film, no sink", "film"));
  for (const StageFigure& figure : pipeline.stages) {
    EXPECT_EQ(figure.unavailable, "") << figure.stage;
    EXPECT_GE(figure.frames, 1) << figure.stage;
    EXPECT_THAT(figure.seconds, HasPositiveValues(kRepeats)) << figure.stage;
    // A short stage may end within one tick of the clock that counts processors' time.
    EXPECT_THAT(figure.cpu_seconds.values, AllOf(SizeIs(kRepeats), Each(Ge(0)))) << figure.stage;
  }
  // What is compared with each other takes the same frames.
  EXPECT_EQ(stage(pipeline, "ffmpeg").frames, stage(pipeline, "film").frames);
  EXPECT_GE(stage(pipeline, "film").frames, 8);
  // ffmpeg is started several times for a film.
  EXPECT_THAT(stage(pipeline, "film").cpu_seconds, HasPositiveValues(kRepeats));
}

TEST_F(BenchMeasure, FilmsOfOddSizesAreMeasuredWithEvenSides) {
  BenchPlan plan = tiny_plan({BenchSection::kStages});
  plan.sizes = {{33, 17}, {65, 49}};
  plan.ffmpeg = kNoFfmpeg;
  const BenchPicture picture = run(plan).pipelines.at(0).picture;
  EXPECT_EQ((Size{picture.width, picture.height}), (Size{64, 48}));
}

TEST_F(BenchMeasure, WithoutFfmpegTheStagesThatNeedItSayWhy) {
  BenchPlan plan = tiny_plan({BenchSection::kStages});
  plan.ffmpeg = kNoFfmpeg;
  const PipelineFigure pipeline = run(plan).pipelines.at(0);
  for (const StageFigure& figure : pipeline.stages) {
    if (figure.stage == "ffmpeg" || figure.stage == "film") {
      EXPECT_THAT(figure.unavailable, HasSubstr("cannot start '/nonexistent/ffmpeg'"));
      EXPECT_THAT(figure.seconds.values, IsEmpty());
      EXPECT_THAT(figure.cpu_seconds.values, IsEmpty());
    } else {
      EXPECT_EQ(figure.unavailable, "");
      EXPECT_THAT(figure.seconds, HasPositiveValues(kRepeats)) << figure.stage;
    }
  }
}

TEST_F(BenchMeasure, ScalingIsMeasuredFromOneThreadToAll) {
  const BenchRun result = run(tiny_plan({BenchSection::kScaling}));
  ASSERT_THAT(result.scaling, SizeIs(1));
  std::vector<int> threads;
  for (const ScalingFigure::Point& point : result.scaling[0].points) {
    threads.push_back(point.threads);
    EXPECT_GE(point.frames, 1);
    EXPECT_THAT(point.seconds, HasPositiveValues(kRepeats));
  }
  EXPECT_THAT(threads, ElementsAre(1, 2));
}

TEST_F(BenchMeasure, LatencyIsMeasuredTenTimesAtLeast) {
  const BenchRun result = run(tiny_plan({BenchSection::kLatency}));
  ASSERT_THAT(result.latency, SizeIs(1));
  EXPECT_EQ(result.latency[0].picture.sequence, "AB");
  EXPECT_THAT(result.latency[0].seconds, HasPositiveValues(10));
}

TEST_F(BenchMeasure, OnlyTheSectionsThatAreAskedForAreMeasured) {
  const BenchRun nothing = run(tiny_plan({}));
  EXPECT_THAT(nothing.rates, IsEmpty());
  EXPECT_THAT(nothing.early_end, IsEmpty());
  EXPECT_THAT(nothing.bandwidth, IsEmpty());
  EXPECT_THAT(nothing.pipelines, IsEmpty());
  EXPECT_THAT(nothing.scaling, IsEmpty());
  EXPECT_THAT(nothing.latency, IsEmpty());
  EXPECT_THAT(told_, IsEmpty());

  const BenchRun scaling = run(tiny_plan({BenchSection::kScaling}));
  EXPECT_THAT(scaling.scaling, SizeIs(1));
  EXPECT_THAT(scaling.rates, IsEmpty());
  EXPECT_THAT(scaling.early_end, IsEmpty());
  EXPECT_THAT(scaling.bandwidth, IsEmpty());
  EXPECT_THAT(scaling.pipelines, IsEmpty());
  EXPECT_THAT(scaling.latency, IsEmpty());
}

TEST_F(BenchMeasure, TheRunSaysWhereWithWhatAndWhenItWasMade) {
  const BenchRun result = run(tiny_plan({}));
  EXPECT_NE(result.machine.processor, "");
  EXPECT_GE(result.machine.cores, 1);
  EXPECT_THAT(result.machine.system, HasSubstr("Linux "));
  EXPECT_NE(result.build.compiler, "");
  EXPECT_THAT(result.build.commit, testing::MatchesRegex("unknown|[0-9a-f]+|[0-9a-f]+-dirty"));
  EXPECT_THAT(result.time, testing::MatchesRegex("[0-9]+-[0-9]+-[0-9]+T[0-9]+:[0-9]+:[0-9]+Z"));
  EXPECT_EQ(result.command, "");
}

}  // namespace
}  // namespace lyap
