#include "host/backends/cuda/launch_budget.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

constexpr double kLaunch = LaunchBudget::kLaunchSeconds;
/// What a launch must be over within.
constexpr double kLongest = 0.05;
constexpr double kPeak = 1e12;
constexpr double kMost = kPeak * kLaunch;
/// A few roundings of numbers of 53 bits.
constexpr double kRounding = 1e-14;

/// A budget that has grown to all that the peak allows.
LaunchBudget grown_budget() {
  LaunchBudget budget(kPeak);
  for (int i = 0; i < 5; ++i) budget.learn(kMost, kLaunch);
  return budget;
}

/// What the launch of the whole budget takes on a device of constant rate, which the budget then learns.
double launch(LaunchBudget& budget, double rate) {
  const double steps = budget.steps();
  budget.learn(steps, steps / rate);
  return steps / rate;
}

/// Rates of devices over the peak, from `least` to 1, a hundredth apart.
std::vector<double> shares_of_peak(double least) {
  const int count = static_cast<int>(std::log(1 / least) / std::log(1.01)) + 1;
  std::vector<double> shares{1};
  for (int i = 0; i < count; ++i) shares.push_back(least * std::pow(1.01, i));
  return shares;
}

TEST(LaunchBudgetTest, StartsFromATwentiethOfThePeak) {
  EXPECT_NEAR(LaunchBudget(kPeak).steps(), kMost / 20, kRounding * kMost);
}

TEST(LaunchBudgetTest, FollowsASlowerDeviceAtOnce) {
  LaunchBudget budget = grown_budget();
  budget.learn(kMost, 100 * kLaunch);
  EXPECT_NEAR(budget.steps(), kMost / 100, kRounding * kMost);
}

TEST(LaunchBudgetTest, AtMostDoublesWithAFigure) {
  LaunchBudget budget(kPeak);
  const double before = budget.steps();
  budget.learn(before, kLaunch / 2.5);
  EXPECT_EQ(budget.steps(), 2 * before);
  budget.learn(1e6 * before, kLaunch);
  EXPECT_EQ(budget.steps(), 4 * before);
}

TEST(LaunchBudgetTest, GrowsToWhatFitsWhereThatIsLessThanDouble) {
  LaunchBudget budget(kPeak);
  const double before = budget.steps();
  budget.learn(before, kLaunch / 1.5);
  EXPECT_NEAR(budget.steps(), 1.5 * before, kRounding * kMost);
}

TEST(LaunchBudgetTest, NeverExceedsWhatThePeakAllows) {
  LaunchBudget budget(kPeak);
  for (int i = 0; i < 100; ++i) {
    budget.learn(1e6 * kMost, kLaunch);
    EXPECT_LE(budget.steps(), kMost);
  }
  EXPECT_EQ(budget.steps(), kMost);
}

TEST(LaunchBudgetTest, IsAtLeastOneStep) {
  EXPECT_EQ(LaunchBudget(1e-3).steps(), 1);
  LaunchBudget budget(kPeak);
  budget.learn(1, 1e9);
  EXPECT_EQ(budget.steps(), 1);
}

TEST(LaunchBudgetTest, IgnoresSenselessFigures) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  const double before = LaunchBudget(kPeak).steps();
  for (const double senseless : {0.0, -0.0, -1.0, kNan, kInfinity, -kInfinity}) {
    LaunchBudget budget(kPeak);
    budget.learn(before, senseless);
    EXPECT_EQ(budget.steps(), before) << senseless << " s";
    budget.learn(senseless, kLaunch);
    EXPECT_EQ(budget.steps(), before) << senseless << " steps";
  }
}

/// What a launch costs besides its steps is most of the time of a tiny one.
TEST(LaunchBudgetTest, DoesNotTakeADeviceForSlowBecauseOfAShortLaunch) {
  LaunchBudget budget = grown_budget();
  budget.learn(1000, 20e-6);
  budget.learn(kMost / 1000, 0.9e-3);
  EXPECT_EQ(budget.steps(), kMost);
}

/// A clock tells little of so short a time: no more than that it was short.
TEST(LaunchBudgetTest, DoesNotTakeADeviceForFastBecauseOfAShortLaunch) {
  LaunchBudget budget(kPeak);
  const double before = budget.steps();
  budget.learn(before / 100, 1e-9);
  EXPECT_EQ(budget.steps(), before);
}

/// Else a budget that an odd figure has made tiny would stay so: all its launches are short.
TEST(LaunchBudgetTest, RecoversFromAFigureHoweverOdd) {
  LaunchBudget budget = grown_budget();
  constexpr double kNight = 8 * 3600;
  budget.learn(kMost, kNight);
  ASSERT_LT(budget.steps(), 1e-5 * kMost);
  // It doubles with every launch, from 1 step at worst.
  for (int i = 0; i < std::ceil(std::log2(kMost)); ++i) launch(budget, kPeak);
  EXPECT_EQ(budget.steps(), kMost);
}

/// The first launch of a device at a fiftieth of its peak takes a twentieth of 0.02 s, times fifty: 0.05 s.
TEST(LaunchBudgetTest, KeepsEveryLaunchOfAUsualDeviceShort) {
  for (const double share : shares_of_peak(1.0 / 50)) {
    LaunchBudget budget(kPeak);
    for (int i = 0; i < 20; ++i)
      ASSERT_LE(launch(budget, share * kPeak), kLongest * (1 + kRounding)) << share << ", launch " << i;
  }
}

TEST(LaunchBudgetTest, FindsTheRateOfAnyDeviceInAFewLaunches) {
  // Five doublings lead from a twentieth of the peak to the peak; to what is slower it is one figure.
  constexpr int kLaunchesToLearn = 5;
  for (const double share : shares_of_peak(1e-3)) {
    LaunchBudget budget(kPeak);
    for (int i = 0; i < kLaunchesToLearn; ++i) launch(budget, share * kPeak);
    for (int i = 0; i < 20; ++i) {
      const double seconds = launch(budget, share * kPeak);
      ASSERT_GE(seconds, kLaunch / 4) << share;
      ASSERT_LE(seconds, kLaunch * (1 + kRounding)) << share;
    }
  }
}

TEST(LaunchBudgetTest, FollowsADeviceThatBecomesSlowerAndFasterAgain) {
  LaunchBudget budget = grown_budget();
  // Pictures in which the device is up to 2.5 times slower are what the room up to 0.05 s is for.
  EXPECT_LE(launch(budget, kPeak / 2.5), kLongest * (1 + kRounding));
  EXPECT_NEAR(launch(budget, kPeak / 2.5), kLaunch, kRounding);
  EXPECT_NEAR(launch(budget, kPeak), kLaunch / 2.5, kRounding);
  EXPECT_NEAR(launch(budget, kPeak), kLaunch / 1.25, kRounding);
  EXPECT_NEAR(launch(budget, kPeak), kLaunch, kRounding);
}

/// A rate that the peak was not to allow, of a device whose clock was underrated.
TEST(LaunchBudgetTest, StaysAtThePeakOfADeviceThatIsFaster) {
  LaunchBudget budget(kPeak);
  for (int i = 0; i < 10; ++i) launch(budget, 10 * kPeak);
  EXPECT_EQ(budget.steps(), kMost);
}

TEST(TilesOfALaunch, AreWhatTheBudgetHolds) {
  const LaunchBudget budget(1e12);
  EXPECT_EQ(tiles_within(budget, budget.steps() / 1000, 100), 1000);
  EXPECT_EQ(tiles_within(budget, 1e-300, 100), 1'000'000'000);
}

// A device that is not full takes as long as one that is: from launches that are too long because the orbits are, it
// must not be learned to give ever fewer multiprocessors work.
TEST(TilesOfALaunch, GiveAllMultiprocessorsWorkHoweverLongOrbitsAre) {
  constexpr std::int64_t kMultiprocessors = 100;
  constexpr double kStepsPerTile = 128 * 20e6;
  constexpr double kSecondsOfAnOrbit = 0.1;
  constexpr double kRate = 1e12;
  LaunchBudget budget(kRate);
  for (int launch = 0; launch < 50; ++launch) {
    const std::int64_t tiles = tiles_within(budget, kStepsPerTile, kMultiprocessors);
    EXPECT_GE(tiles, kMultiprocessors);
    const double steps = static_cast<double>(tiles) * kStepsPerTile;
    budget.learn(steps, std::max(kSecondsOfAnOrbit, steps / kRate));
  }
}

}  // namespace
}  // namespace lyap
