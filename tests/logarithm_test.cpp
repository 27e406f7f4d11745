#include "kernels/logarithm.h"

#include "kernels/scalar_lane.h"
#include "tests/random.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace lyap {
namespace {

// The promise of log2_of_mantissa(), in units in the last place of 1.
constexpr double kMostUlps = 2;

TEST(LogarithmOfMantissa, IsWithinTwoUnitsForEveryFloat) {
  double most = 0;
  for (std::uint32_t mantissa = 0; mantissa <= 1u << 23; ++mantissa) {
    const float m = 1.0f + static_cast<float>(mantissa) * 0x1p-23f;
    // The logarithm in double is a billion times finer than what is measured.
    most = std::max(most, std::fabs(static_cast<double>(log2_of_mantissa<ScalarLane<float>>(m)) -
                                    std::log2(static_cast<double>(m))));
  }
  EXPECT_LE(most, kMostUlps * std::numeric_limits<float>::epsilon());
}

TEST(LogarithmOfMantissa, IsWithinTwoUnitsForDoubles) {
  constexpr int kSamples = 1'000'000;
  Random random(11);
  long double most = 0;
  for (int i = 0; i <= kSamples; ++i) {
    // Every millionth of [1, 2], ends included, moved by a random little.
    const double m = std::min(2.0, 1 + (i + random.uniform(0, 1)) / kSamples);
    const long double error = log2_of_mantissa<ScalarLane<double>>(m) - std::log2(static_cast<long double>(m));
    most = std::max(most, std::fabs(error));
  }
  EXPECT_LE(most, kMostUlps * std::numeric_limits<double>::epsilon());
}

TEST(LogarithmOfMantissa, MeetsTheEndsOfTheInterval) {
  constexpr float kFloatUlp = std::numeric_limits<float>::epsilon();
  constexpr double kDoubleUlp = std::numeric_limits<double>::epsilon();
  EXPECT_NEAR(log2_of_mantissa<ScalarLane<float>>(1), 0, kMostUlps * kFloatUlp);
  EXPECT_NEAR(log2_of_mantissa<ScalarLane<float>>(2), 1, kMostUlps * kFloatUlp);
  EXPECT_NEAR(log2_of_mantissa<ScalarLane<double>>(1), 0, kMostUlps * kDoubleUlp);
  EXPECT_NEAR(log2_of_mantissa<ScalarLane<double>>(2), 1, kMostUlps * kDoubleUlp);
}

}  // namespace
}  // namespace lyap
