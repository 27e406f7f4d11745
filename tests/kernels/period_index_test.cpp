#include "kernels/tone_map.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace lyap {
namespace {

// More periods than the longest orbit has steps.
constexpr std::uint32_t kMaxPeriods = std::numeric_limits<std::uint32_t>::max();

class PeriodIndex : public testing::TestWithParam<std::int32_t> {
 protected:
  static std::int32_t entries() { return GetParam(); }
  static std::int32_t index(std::uint32_t periods) { return period_index(periods, entries()); }
  /// The last entry that cycles have: the one behind it is for orbits without one.
  static std::int32_t last_of_cycles() { return std::max(entries() - 2, 0); }
};

TEST_P(PeriodIndex, OfNoCycleIsTheLastEntry) {
  EXPECT_EQ(index(0), entries() - 1);
}

TEST_P(PeriodIndex, GoesFromTheFirstEntryToTheLastButOne) {
  EXPECT_EQ(index(1), 0);
  EXPECT_EQ(index(256), last_of_cycles());
  EXPECT_EQ(index(257), last_of_cycles());
  EXPECT_EQ(index(kMaxPeriods), last_of_cycles());
}

TEST_P(PeriodIndex, NeverFallsWhileTheCycleGrows) {
  std::int32_t last = 0;
  for (std::uint32_t periods = 1; periods <= 100'000; ++periods) {
    const std::int32_t next = index(periods);
    ASSERT_GE(next, last) << periods;
    last = next;
  }
}

// log₂ is within two units in the last place of 1, 2^-22, the sum with whole octaves and the product are rounded to
// float: within 2^-19 octaves in all, at 8 of them.
TEST_P(PeriodIndex, IsThePlaceOfTheLogarithmBetweenOneAnd256) {
  const double places = std::max(entries() - 1, 0);
  for (std::uint32_t periods = 1; periods < 256; ++periods) {
    const double place = std::log2(periods) / 8 * places;
    const double error = 0x1p-19 / 8 * places;
    EXPECT_GE(index(periods), std::min<double>(std::floor(place - error), last_of_cycles())) << periods;
    EXPECT_LE(index(periods), std::min<double>(std::floor(place + error), last_of_cycles())) << periods;
  }
}

// Doubling a cycle moves it by an octave, an eighth of the palette.
TEST(PeriodIndexOf257Entries, IsExactForPowersOfTwo) {
  for (std::int32_t octave = 0; octave < 8; ++octave) EXPECT_EQ(period_index(1u << octave, 257), 32 * octave);
}

INSTANTIATE_TEST_SUITE_P(, PeriodIndex, testing::Values(1, 2, 3, 256, 510, 65536), testing::PrintToStringParamName());

}  // namespace
}  // namespace lyap
