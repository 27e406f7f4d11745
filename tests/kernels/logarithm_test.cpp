#include "kernels/logarithm.h"

#include "kernels/scalar_lane.h"
#include "tests/support/random.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

namespace lyap {
namespace {

// The promise of log2_of_mantissa(), in units in the last place of 1.
constexpr double kMaxUlps = 2;

TEST(LogarithmOfMantissa, IsWithinTwoUnitsForEveryFloat) {
  double most = 0;
  for (std::uint32_t mantissa = 0; mantissa <= 1u << 23; ++mantissa) {
    const float m = 1.0f + static_cast<float>(mantissa) * 0x1p-23f;
    // The logarithm in double is a billion times finer than what is measured.
    most = std::max(most, std::fabs(static_cast<double>(log2_of_mantissa<ScalarLane<float>>(m)) -
                                    std::log2(static_cast<double>(m))));
  }
  EXPECT_LE(most, kMaxUlps * std::numeric_limits<float>::epsilon());
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
  EXPECT_LE(most, kMaxUlps * std::numeric_limits<double>::epsilon());
}

TEST(LogarithmOfMantissa, MeetsTheEndsOfTheInterval) {
  constexpr float kFloatUlp = std::numeric_limits<float>::epsilon();
  constexpr double kDoubleUlp = std::numeric_limits<double>::epsilon();
  EXPECT_NEAR(log2_of_mantissa<ScalarLane<float>>(1), 0, kMaxUlps * kFloatUlp);
  EXPECT_NEAR(log2_of_mantissa<ScalarLane<float>>(2), 1, kMaxUlps * kFloatUlp);
  EXPECT_NEAR(log2_of_mantissa<ScalarLane<double>>(1), 0, kMaxUlps * kDoubleUlp);
  EXPECT_NEAR(log2_of_mantissa<ScalarLane<double>>(2), 1, kMaxUlps * kDoubleUlp);
}

/// The largest error of log2_of_ratio() over pairs at most a factor of 2 apart, in units in the last place of T of the
/// result. Pairs are as renormalization leaves them, a in [2, 4], and from next to each other to as far as they may be.
template <class T>
long double most_ulps_of_ratio() {
  constexpr int kSamples = 500'000;
  Random random(12);
  long double most = 0;
  for (int i = 0; i < kSamples; ++i) {
    const auto b = static_cast<T>(random.uniform(2, 4));
    const double apart = i % 2 == 0 ? random.uniform(-1, 1) : std::ldexp(random.uniform(-1, 1), -random.between(1, 50));
    const auto a = std::min(std::max(static_cast<T>(b * std::exp2(apart)), b / 2), b * 2);
    // The difference is exact, and the logarithm does not cancel.
    const long double ratio_less_one = static_cast<long double>(a - b) / static_cast<long double>(b);
    const long double exact = std::log1p(ratio_less_one) / std::numbers::ln2_v<long double>;
    if (a == b) {
      EXPECT_EQ(log2_of_ratio<ScalarLane<T>>(a, b), 0);
      continue;
    }
    const auto rounded = static_cast<T>(std::fabs(exact));
    const long double ulp = static_cast<long double>(rounded) - std::nextafter(rounded, T{0});
    most = std::max(most, std::fabs(log2_of_ratio<ScalarLane<T>>(a, b) - exact) / ulp);
  }
  return most;
}

TEST(LogarithmOfRatio, IsWithinFourUnitsInTheLastPlace) {
  EXPECT_LE(most_ulps_of_ratio<float>(), 4);
  EXPECT_LE(most_ulps_of_ratio<double>(), 4);
}

TEST(LogarithmOfRatio, MeetsTheEndsOfTheInterval) {
  for (const float b : {2.0f, 2.5f, 3.9999998f}) {
    EXPECT_NEAR(log2_of_ratio<ScalarLane<float>>(2 * b, b), 1, 4 * std::numeric_limits<float>::epsilon());
    EXPECT_NEAR(log2_of_ratio<ScalarLane<float>>(b, 2 * b), -1, 4 * std::numeric_limits<float>::epsilon());
    EXPECT_EQ(log2_of_ratio<ScalarLane<float>>(b, b), 0);
  }
  EXPECT_NEAR(log2_of_ratio<ScalarLane<double>>(6, 3), 1, 4 * std::numeric_limits<double>::epsilon());
  EXPECT_NEAR(log2_of_ratio<ScalarLane<double>>(3, 6), -1, 4 * std::numeric_limits<double>::epsilon());
}

}  // namespace
}  // namespace lyap
