#include "host/axes/ticks.h"

#include "tests/support/random.h"

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> labels(const Range& range, int most) {
  std::vector<std::string> texts;
  for (const Tick& tick : ticks_between(range, most)) texts.push_back(tick.label);
  return texts;
}

/// The number that a label tells.
double number_in(std::string label) {
  const std::string minus = "−";
  if (label.starts_with(minus)) label.replace(0, minus.size(), "-");
  return std::stod(label);
}

TEST(Ticks, AreAsManyRoundNumbersAsThereMayBe) {
  EXPECT_THAT(labels({2, 4}, 5), ElementsAre("2.0", "2.5", "3.0", "3.5", "4.0"));
  EXPECT_THAT(labels({2, 4}, 4), ElementsAre("2", "3", "4"));
  EXPECT_THAT(labels({2, 4}, 2), ElementsAre("2", "4"));
  EXPECT_THAT(labels({-1, 0.5}, 4), ElementsAre("−1.0", "−0.5", "0.0", "0.5"));
  EXPECT_THAT(labels({-900, 1000}, 5), ElementsAre("−500", "0", "500", "1000"));
  EXPECT_THAT(labels({0.001, 0.0042}, 4), ElementsAre("0.001", "0.002", "0.003", "0.004"));
}

TEST(Ticks, HaveAsManyDigitsAsTellThemApart) {
  EXPECT_THAT(labels({3.80001234, 3.80001235}, 3), ElementsAre("3.800012340", "3.800012345", "3.800012350"));
  EXPECT_THAT(
      labels({3.0000000000001, 3.0000000000005}, 5),
      ElementsAre("3.0000000000001", "3.0000000000002", "3.0000000000003", "3.0000000000004", "3.0000000000005"));
}

// Where doubles end, or no two round numbers lie in the range.
TEST(Ticks, AreTheEndsWhereThereAreNoRoundNumbers) {
  const double next = std::nextafter(3.1, 4.0);
  EXPECT_THAT(labels({3.1, next}, 9), ElementsAre("3.1", fmt::format("{}", next)));
  EXPECT_THAT(labels({2.1, 2.9}, 2), ElementsAre("2.1", "2.9"));
  EXPECT_THAT(labels({2.5, 2.5}, 9), ElementsAre("2.5"));
}

/// Steps are 1, 2 or 5 times a power of ten.
bool is_round(double step) {
  const double mantissa = step / std::pow(10, std::floor(std::log10(step * 1.0001)));
  for (const double round : {1, 2, 5}) {
    if (std::abs(mantissa - round) < 1e-3) return true;
  }
  return false;
}

TEST(Ticks, LieInTheRangeAtSteadyRoundSteps) {
  Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    const double middle = random.uniform(-1000, 1000) * std::pow(10, -random.between(0, 6));
    const double length = std::pow(10, random.uniform(-15, 3));
    const Range range{middle - length / 2, middle + length / 2};
    if (!(range.min < range.max)) continue;
    const int most = random.between(2, 15);
    const std::vector<Tick> ticks = ticks_between(range, most);
    SCOPED_TRACE(fmt::format("{} to {}, {} ticks", range.min, range.max, most));
    ASSERT_GE(ticks.size(), 2U);
    ASSERT_LE(ticks.size(), static_cast<std::size_t>(most));
    std::set<std::string> different;
    for (const Tick& tick : ticks) {
      EXPECT_GE(tick.value, range.min);
      EXPECT_LE(tick.value, range.max);
      // A label of at most 17 digits is the value itself.
      EXPECT_DOUBLE_EQ(number_in(tick.label), tick.value);
      different.insert(tick.label);
    }
    EXPECT_EQ(different.size(), ticks.size());
    const bool are_ends = ticks.size() == 2 && ticks.front().value == range.min && ticks.back().value == range.max;
    // Below that, differences of doubles are too rough to tell the step.
    const double unit = std::abs(middle) * std::numeric_limits<double>::epsilon();
    if (are_ends || length < 1e6 * unit) continue;
    const double step = ticks[1].value - ticks[0].value;
    EXPECT_TRUE(is_round(step)) << step;
    for (std::size_t k = 1; k < ticks.size(); ++k) {
      EXPECT_NEAR(ticks[k].value - ticks[k - 1].value, step, step * 1e-3);
    }
    // All multiples of the step are there.
    EXPECT_LT(ticks.front().value - range.min, step * 1.001);
    EXPECT_LT(range.max - ticks.back().value, step * 1.001);
  }
}

}  // namespace
}  // namespace lyap
