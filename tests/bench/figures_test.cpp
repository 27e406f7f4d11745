#include "tools/bench/run.h"

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(BenchFigures, MedianIsTheMiddleValue) {
  EXPECT_EQ((Sample{{5}}.median()), 5);
  EXPECT_EQ((Sample{{9, 1, 4}}.median()), 4);
}

TEST(BenchFigures, MedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo) {
  EXPECT_EQ((Sample{{8, 2}}.median()), 5);
  EXPECT_EQ((Sample{{100, 3, 1, 5}}.median()), 4);
}

TEST(BenchFigures, SpreadIsTheWidthOverTheMedian) {
  EXPECT_EQ((Sample{{7}}.spread()), 0);
  EXPECT_EQ((Sample{{4, 3, 6}}.spread()), 0.75);
}

TEST(BenchFigures, RateIsStepsOverTheMedianTime) {
  RateFigure figure;
  figure.steps = 1000;
  figure.seconds = {{4, 1, 2}};
  EXPECT_EQ(figure.steps_per_second(), 500);
}

TEST(BenchFigures, ShareOfTheCeilingTakesEachRepeatWithItsOwnCeiling) {
  // The machine is twice as fast in the second repeat, and so is its ceiling: 600 steps are 3/4 of what it can do in
  // the first two repeats and 1/2 in the third.
  RateFigure figure;
  figure.steps = 600;
  figure.operations_per_step = 3;
  figure.seconds = {{2, 1, 3}};
  figure.ceiling_operations_per_second = {{1200, 2400, 1200}};
  EXPECT_EQ(figure.share_of_ceiling(), 0.75);
}

TEST(BenchFigures, EarlyEndsAreComparedWithinEachRepeat) {
  // The machine is at half its speed in the last repeat, which is so of everything that was measured beside it.
  EarlyEndFigure figure;
  figure.steps_asked = 800;
  figure.steps_done = 200;
  figure.brute_force_seconds = {{4, 4, 8}};
  figure.early_end_seconds = {{2, 1, 4}};
  figure.textbook_steps = 10;
  figure.textbook_seconds = {{1, 1, 2}};
  figure.operations_per_step = 3;
  figure.ceiling_operations_per_second = {{800, 800, 400}};
  EXPECT_EQ(figure.brute_force_rate(), 200);
  EXPECT_EQ(figure.early_end_rate(), 400);
  EXPECT_EQ(figure.done_rate(), 100);
  EXPECT_EQ(figure.textbook_rate(), 10);
  EXPECT_EQ(figure.steps_share(), 0.25);
  EXPECT_EQ(figure.time_share(), 0.5);     // 1/2, 1/4, 1/2
  EXPECT_EQ(figure.times_textbook(), 40);  // 400, 800 and 200 over 10, 10 and 5
  EXPECT_EQ(figure.brute_force_share_of_ceiling(), 0.75);
  EXPECT_EQ(figure.done_share_of_ceiling(), 0.375);  // 300, 600 and 150 over 800, 800 and 400
  EXPECT_EQ(figure.asked_share_of_ceiling(), 1.5);
}

TEST(BenchFigures, StageHasFramesPerSecond) {
  StageFigure figure;
  figure.frames = 12;
  figure.seconds = {{3, 2, 4}};
  EXPECT_EQ(figure.frames_per_second(), 4);
}

TEST(BenchFigures, EfficiencyComparesPointsOfTheSameRepeat) {
  // Four threads do four times the frames in the time of one, twice; the last repeat was disturbed.
  ScalingFigure figure;
  figure.points = {{1, 2, {{8, 16, 8}}}, {4, 8, {{8, 16, 16}}}};
  EXPECT_EQ(figure.points[0].seconds_per_frame(), 4);
  EXPECT_EQ(figure.points[1].seconds_per_frame(), 2);
  EXPECT_EQ(figure.efficiency(figure.points[0]), 1);
  EXPECT_EQ(figure.efficiency(figure.points[1]), 1);
}

}  // namespace
}  // namespace lyap
