#include "tools/bench/textbook_loop.h"

#include "tests/support/reference_pixels.h"

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(TextbookLoop, RateFourFromOneHalfIsTheLogarithmOfFour) {
  // ½ → 1 → 0 → 0, where |4·(1 − 2x)| is 4 at each point. Each of 99 sums rounds by half a unit in the last place of at
  // most 99 such terms, and the logarithm and the division by as much of their own.
  const double exact = 2 * std::numbers::ln2;
  EXPECT_NEAR(textbook_exponent<double>({4}, 100), exact, 101 * exact * 0x1p-53);
  EXPECT_NEAR(textbook_exponent<float>({4, 4}, 100), exact, 101 * exact * 0x1p-24);
}

TEST(TextbookLoop, RateTwoStaysAtTheCriticalPoint) {
  EXPECT_EQ(textbook_exponent<double>({2, 2}, 10), -std::numeric_limits<double>::infinity());
}

TEST(TextbookLoop, AppliesTheSecondLetterFirst) {
  // One term, of x = ¼·r with r = 3: ln |3·(1 − 3/2)|.
  EXPECT_DOUBLE_EQ(textbook_exponent<double>({2.5, 3}, 2), std::log(1.5));
}

TEST(TextbookLoop, AgreesWithTheKernelsWhereOrbitsAreStable) {
  // Orbits of rates from 2.6 to 2.8 come to cycles that attract, so that rounding errors fade: x is off by a few 2^-53.
  // No x comes nearer to ½ than 0.04, hence a logarithm is off by less than 100·2^-53 and what its own rounding adds.
  constexpr double kBound = 1e-13;
  for (const char* sequence : {"AB", "AABAB", "BBBBBBAAAAAA"}) {
    RenderSpec spec = spec_of(sequence);
    spec.size = {7, 5};
    spec.horizontal.range = {2.6, 2.8};
    spec.vertical.range = {2.6, 2.8};
    spec.iterations = 1000;
    const std::vector<double> exponents = exponents_of<double>(spec);
    for (int row = 0; row < 5; ++row) {
      for (int column = 0; column < 7; ++column) {
        const double a = column == 6 ? 2.8 : 2.6 + (2.8 - 2.6) * column / 6;
        const double b = row == 4 ? 2.6 : row == 0 ? 2.8 : 2.8 + (2.6 - 2.8) * row / 4;
        std::vector<double> rates;
        for (std::size_t n = 0; n < spec.sequence.period(); ++n) rates.push_back(spec.sequence.at(n) == 'A' ? a : b);
        const double expected = exponents.at(static_cast<std::size_t>(7 * row + column));
        EXPECT_NEAR(textbook_exponent(rates, 1000), expected, kBound) << sequence << " at " << column << ", " << row;
      }
    }
  }
}

}  // namespace
}  // namespace lyap
