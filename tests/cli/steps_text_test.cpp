#include "tools/terminal/steps_text.h"

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(StepsText, TellsStepsDoneOfStepsAsked) {
  EXPECT_EQ(steps_text(0.31e9, 1e9), "31 % of 1 G map steps computed, the rest is known from cycles");
  EXPECT_EQ(steps_text(1.035e9, 3.31e9), "31.3 % of 3.31 G map steps computed, the rest is known from cycles");
  EXPECT_EQ(steps_text(1e3, 1e7), "0.01 % of 0.01 G map steps computed, the rest is known from cycles");
}

TEST(StepsText, KnowsNothingFromCyclesWhereAllIsComputed) {
  EXPECT_EQ(steps_text(2e9, 2e9), "all 2 G map steps computed");
}

// Not "100 %" of what is not all.
TEST(StepsText, RoundsToAllOnlyWhatIsAll) {
  EXPECT_EQ(steps_text(9999e3, 1e7), "99.9 % of 0.01 G map steps computed, the rest is known from cycles");
}

TEST(StepsText, SaysWhenThereWasNothingToCompute) {
  EXPECT_EQ(steps_text(0, 0), "no map steps were needed");
}

}  // namespace
}  // namespace lyap
