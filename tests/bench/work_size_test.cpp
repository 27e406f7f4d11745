#include "tools/bench/work_size.h"

#include "tools/bench/sections.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::ElementsAre;

/// A unit of work that takes this time on a clock of the test. Powers of two, so that all quotients are exact.
constexpr double kUnit = 1.0 / 1024;

TEST(WorkSize, UnitsFillTheTime) {
  EXPECT_EQ(units_filling(0.25, [](std::int64_t units) { return kUnit * static_cast<double>(units); }), 256);
}

TEST(WorkSize, AUnitThatTakesLongerThanTheTimeIsDoneOnce) {
  std::vector<std::int64_t> tried;
  const auto take = [&](std::int64_t units) {
    tried.push_back(units);
    return 8.0 * static_cast<double>(units);
  };
  EXPECT_EQ(units_filling(0.25, take), 1);
  EXPECT_THAT(tried, ElementsAre(1));
}

TEST(WorkSize, WhatIsInferredComesFromAQuarterOfTheTimeAtLeast) {
  double last = 0;
  units_filling(0.25, [&](std::int64_t units) { return last = kUnit / 64 * static_cast<double>(units); });
  EXPECT_GE(last, 0.0625);
  EXPECT_LE(last, 0.25);
}

TEST(WorkSize, AClockThatStandsStillEndsTheSearch) {
  EXPECT_GT(units_filling(0.25, [](std::int64_t) { return 0.0; }), 1);
}

TEST(WorkSize, OneBandIsTheMiddleOne) {
  const RowSample sample = bands_to_compute(1, 101, 11);
  ASSERT_EQ(sample.bands.size(), 1U);
  EXPECT_EQ(sample.bands[0].first, 45);
  EXPECT_EQ(sample.bands[0].count, 11);
}

TEST(WorkSize, ManyBandsAreWholePictures) {
  const RowSample sample = bands_to_compute(10, 100, 30);
  EXPECT_EQ(sample.rows(), 100);
  EXPECT_EQ(sample.passes, 3);
}

TEST(WorkSize, BandsAreWholeAndSpreadOverThePicture) {
  // Two bands of 6 rows of 40: the 28 rows that are left out lie 7 above, 14 between and 7 below.
  const RowSample sample = bands_to_compute(2, 40, 6);
  ASSERT_EQ(sample.bands.size(), 2U);
  EXPECT_EQ(sample.bands[0].first, 7);
  EXPECT_EQ(sample.bands[1].first, 27);
  EXPECT_EQ(sample.rows(), 12);
}

TEST(WorkSize, OnlyTheLastBandOfAWholePictureIsNotWhole) {
  for (const int height : {1, 5, 6, 7, 48, 100, 2160}) {
    for (const int rows_per_band : {1, 6, 30, 5000}) {
      for (const std::int64_t bands : {1, 2, 4, 8, 64, 1024}) {
        const RowSample sample = bands_to_compute(bands, height, rows_per_band);
        EXPECT_GE(static_cast<std::int64_t>(sample.bands.size()) * sample.passes, bands);
        int end_of_last = 0;
        for (const Rows& band : sample.bands) {
          ASSERT_GE(band.first, end_of_last) << bands << " of " << height;
          end_of_last = band.first + band.count;
          ASSERT_TRUE(band.count == rows_per_band || (sample.rows() == height && end_of_last == height));
        }
        ASSERT_LE(end_of_last, height);
        ASSERT_TRUE(sample.passes == 1 || sample.rows() == height);
      }
    }
  }
}

TEST(WorkSize, ThreadsGoUpInStepsToAllThatThereAre) {
  EXPECT_THAT(thread_counts(1), ElementsAre(1));
  EXPECT_THAT(thread_counts(2), ElementsAre(1, 2));
  EXPECT_THAT(thread_counts(4), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(thread_counts(16), ElementsAre(1, 2, 3, 4, 6, 9, 13, 16));
}

}  // namespace
}  // namespace lyap
