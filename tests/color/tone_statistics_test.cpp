#include "host/color/tone_statistics.h"

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// 0, 0.001, …, 1 in some order.
std::vector<float> thousandths() {
  std::vector<float> numbers;
  for (int i = 0; i <= 1000; ++i) numbers.push_back(static_cast<float>(i) / 1000);
  std::ranges::shuffle(numbers, std::mt19937(1));
  return numbers;
}

TEST(ToneStatistics, LeaveTonesThatSayAllAsTheyAre) {
  const Tone tone{.curve = ToneCurve::kLinear, .levels = Range{-3, 2}};
  EXPECT_EQ(found_tone(tone, thousandths()), tone);
}

TEST(ToneStatistics, LevelsLeaveOutAHundredthOnEachSide) {
  const Tone tone = found_tone({.finds_levels = true}, thousandths());
  EXPECT_FALSE(tone.is_open());
  EXPECT_EQ(tone.levels, (Range{0.01, 0.99}));
}

TEST(ToneStatistics, QuantilesDivideThePictureInEqualShares) {
  const Tone tone = found_tone({.curve = ToneCurve::kQuantile}, thousandths());
  ASSERT_EQ(tone.quantiles.size(), static_cast<std::size_t>(kQuantiles) + 1);
  for (std::size_t i = 0; i < tone.quantiles.size(); ++i) {
    EXPECT_NEAR(tone.quantiles[i], static_cast<double>(i) / kQuantiles, 0.00051) << "the nearest of the numbers";
  }
  EXPECT_NO_THROW(tone.validate());
}

TEST(ToneStatistics, InfiniteExponentsDoNotCount) {
  std::vector<float> numbers = thousandths();
  numbers.insert(numbers.begin(), 500, -kInfinity);
  numbers.insert(numbers.end(), 5000, kInfinity);
  EXPECT_EQ(found_tone({.finds_levels = true}, numbers), found_tone({.finds_levels = true}, thousandths()));
  for (const Tone& open : {Tone{.finds_levels = true}, Tone{.curve = ToneCurve::kQuantile},
                           Tone{.curve = ToneCurve::kSplit, .finds_levels = true}}) {
    const Tone found = found_tone(open, {kInfinity, -kInfinity});
    EXPECT_FALSE(found.is_open());
    EXPECT_NO_THROW(found.validate()) << "there are none at all";
  }
}

TEST(ToneStatistics, SplitFindsALevelOnEachSide) {
  const Tone split{.curve = ToneCurve::kSplit, .finds_levels = true};
  std::vector<float> numbers;
  for (int i = 1; i <= 1000; ++i) numbers.push_back(-static_cast<float>(i) / 500);
  EXPECT_EQ(found_tone(split, numbers).levels, (Range{-1.98, 1.98})) << "chaos has none: as wide";
  for (int i = 1; i <= 100; ++i) numbers.push_back(static_cast<float>(i) / 200);
  EXPECT_EQ(found_tone(split, numbers).levels->min, -1.98);
  EXPECT_NEAR(found_tone(split, numbers).levels->max, 0.495, 1e-9);
}

TEST(ToneStatistics, AFlatPictureStillHasLevels) {
  const Tone found = found_tone({.finds_levels = true}, std::vector<float>(100, 0.5F));
  EXPECT_LT(found.levels->min, 0.5);
  EXPECT_GT(found.levels->max, 0.5);
  EXPECT_NO_THROW(found.validate());
}

TEST(ToneStatistics, WhatIsFoundClosesTheSameTone) {
  for (const Tone& open : {Tone{.finds_levels = true}, Tone{.curve = ToneCurve::kQuantile, .offset = 0.5}}) {
    const Tone found = found_tone(open, thousandths());
    EXPECT_EQ(closed_like(open, found), found);
  }
}

}  // namespace
}  // namespace lyap
