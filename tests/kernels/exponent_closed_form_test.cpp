#include "tests/support/reference_pixels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// The exponent where every letter has a constant rate. The axes are letters that the sequence does not have.
template <class T>
struct Exponent {
  std::string sequence;
  std::map<char, double> rates;
  std::int64_t iterations = 400;
  std::int64_t phase = 1;
  std::int64_t transient = 0;
  double x0 = 0.5;

  T value() const {
    RenderSpec spec = spec_of(sequence);
    spec.size = {1, 1};
    spec.horizontal.letter = 'Y';
    spec.vertical.letter = 'Z';
    spec.constants = rates;
    spec.iterations = iterations;
    spec.phase = phase;
    spec.transient = transient;
    spec.x0 = x0;
    return exponents_of<T>(spec)[0];
  }
};

template <class T>
class ExponentClosedForm : public testing::Test {
 protected:
  static constexpr T kUlp = std::numeric_limits<T>::epsilon();
  static constexpr T kInfinity = std::numeric_limits<T>::infinity();
};

using Precisions = testing::Types<float, double>;

TYPED_TEST_SUITE(ExponentClosedForm, Precisions);

// x = 1/2, 1, 0, 0, ...: all that is computed on the way is exact, and |r·(1 - 2x)| is 4 in each step. What is left is
// log2(1), within two units, and the rounding of the last multiplication, at most a unit of 1.39.
TYPED_TEST(ExponentClosedForm, IsLn4WhereTheCriticalPointFallsOnTheOriginIn2Steps) {
  for (const std::int64_t iterations : {2, 3, 17, 65, 400, 100'000}) {
    const TypeParam exponent = Exponent<TypeParam>{"A", {{'A', 4}}, iterations}.value();
    EXPECT_NEAR(exponent, std::log(TypeParam{4}), 4 * this->kUlp) << iterations << " iterations";
  }
}

// x stays 1/2 exactly: the first factor is zero.
TYPED_TEST(ExponentClosedForm, IsMinusInfinityOnASuperstableFixedPoint) {
  EXPECT_EQ((Exponent<TypeParam>{"A", {{'A', 2}}}.value()), -this->kInfinity);
  EXPECT_EQ((Exponent<TypeParam>{"A", {{'A', 2}}, 2}.value()), -this->kInfinity);
  EXPECT_EQ((Exponent<TypeParam>{"AB", {{'A', 2}, {'B', 2}}, 100'000}.value()), -this->kInfinity);
}

// The orbit of r = 1 + √5 goes 1/2, r/4, 1/2 ..., but r is rounded: |1 - 2x| is a few units in the last place of 1 in
// every second step, below 8, and r²·|1 - 2r/4| is 6.5 in the other two factors.
TYPED_TEST(ExponentClosedForm, IsVeryNegativeOnASuperstableOrbitOfPeriodTwo) {
  const TypeParam bound = std::log(TypeParam{6.5} * 8 * this->kUlp) / 2;
  for (const std::int64_t iterations : {3, 401, 10'001}) {
    EXPECT_LE((Exponent<TypeParam>{"A", {{'A', 1 + std::sqrt(5.0)}}, iterations}.value()), bound);
  }
}

TYPED_TEST(ExponentClosedForm, IsMinusInfinityWhereARateInTheSumIsZero) {
  EXPECT_EQ((Exponent<TypeParam>{"A", {{'A', 0}}}.value()), -this->kInfinity);
  EXPECT_EQ((Exponent<TypeParam>{"A", {{'A', -0.0}}}.value()), -this->kInfinity);
  EXPECT_EQ((Exponent<TypeParam>{"AB", {{'A', 0}, {'B', 3}}}.value()), -this->kInfinity);
  EXPECT_EQ((Exponent<TypeParam>{"B63A", {{'A', 0}, {'B', 3.9}}, 100'000}.value()), -this->kInfinity);
  EXPECT_EQ((Exponent<TypeParam>{"AB63", {{'A', 0}, {'B', 3.9}}, 65}.value()), -this->kInfinity);
  EXPECT_EQ((Exponent<TypeParam>{"AB", {{'A', 0}, {'B', 9}}}.value()), -this->kInfinity) << "not an escape";
}

// The zero rate puts the orbit on x = 0, where every later factor is the rate itself.
TYPED_TEST(ExponentClosedForm, IsFiniteWhereOnlyTheTransientMeetsAZeroRate) {
  const std::map<char, double> rates{{'A', 0}, {'B', 2.5}};
  const TypeParam expected = std::log(TypeParam{2.5});
  // One unit per factor, all rounded in the same direction, is more than the product can be off.
  const TypeParam rounding = 4 * this->kUlp;
  EXPECT_NEAR((Exponent<TypeParam>{"AB63", rates, 20, 0, 1}.value()), expected, rounding);
  EXPECT_NEAR((Exponent<TypeParam>{"AB63", rates, 64, 0, 1}.value()), expected, rounding) << "63 factors, all of B";
  EXPECT_EQ((Exponent<TypeParam>{"AB63", rates, 65, 0, 1}.value()), -this->kInfinity) << "the 64th is of A";
  EXPECT_EQ((Exponent<TypeParam>{"AB63", rates, 20, 0, 0}.value()), -this->kInfinity) << "no transient";
}

// The sum is over before the sequence is through for the first time: B alone, on the orbit 1/2, 1, 0, 0, ...
TYPED_TEST(ExponentClosedForm, IsFiniteWhereTheSumEndsBeforeTheZeroRate) {
  const TypeParam exponent = Exponent<TypeParam>{"B63A", {{'A', 0}, {'B', 4}}, 20, 0}.value();
  EXPECT_NEAR(exponent, std::log(TypeParam{4}), 4 * this->kUlp);
}

// 0 < r < 1: x_1 = r/4 and x_(n+1) < r·x_n, so x_n ≤ r^n/4 and 0 ≥ Σ ln(1 - 2x_n) ≥ -Σ 4·x_n ≥ -r/(1 - r). Rounding
// adds less than 8 units: 1 per factor, and 1 + |ln r| in the end.
TYPED_TEST(ExponentClosedForm, TendsToTheLogarithmOfTheRateWhereTheOrbitDies) {
  for (const double rate : {0.02, 0.25, 0.5, 0.9, 0.99}) {
    for (const std::int64_t iterations : {400, 100'000}) {
      const auto r = static_cast<double>(static_cast<TypeParam>(rate));
      const double exponent = Exponent<TypeParam>{"A", {{'A', rate}}, iterations}.value();
      const double rounding = 8 * static_cast<double>(this->kUlp) * (1 + std::fabs(std::log(r)));
      EXPECT_LE(exponent, std::log(r) + rounding) << rate;
      EXPECT_GE(exponent, std::log(r) - r / ((1 - r) * static_cast<double>(iterations - 1)) - rounding) << rate;
    }
  }
}

// r = 1: 1/x grows by more than 1 a step from 4 at x_1, so Σ ln(1 - 2x_n) ≥ -Σ 4/(n + 3) ≥ -1 - 4·ln((N + 2)/4).
TYPED_TEST(ExponentClosedForm, TendsToZeroWhereTheOrbitDiesOutSlowly) {
  const double exponent = Exponent<TypeParam>{"A", {{'A', 1}}, 1000}.value();
  EXPECT_LE(exponent, 0);
  EXPECT_GE(exponent, -(1 + 4 * std::log(1002.0 / 4)) / 999);
}

// 1 < r < 2: from x_1 = r/4 on the orbit falls towards x* = 1 - 1/r, with e = x - x* shrinking by 2 - r a step at
// least. r·(1 - 2x) = (2 - r) - 2r·e stays above r·(2 - r)/2, so the sum of ln(1 - 2r·e/(2 - r)) is within
// -Σ 4r·e/(2 - r) = -(4 - 2r)/(r - 1).
TYPED_TEST(ExponentClosedForm, TendsToTheMultiplierOfTheFixedPointBelowTheCriticalRate) {
  constexpr double kIterations = 100'001;
  for (const double rate : {1.125, 1.5, 1.75, 1.9375}) {
    const double exponent = Exponent<TypeParam>{"A", {{'A', rate}}, static_cast<std::int64_t>(kIterations)}.value();
    const double limit = std::log(2 - rate);
    // Rounding moves x* by a few units, and the multiplier by 1/(2 - r) times as many of its own.
    const double rounding = 16 * static_cast<double>(this->kUlp) / (2 - rate);
    EXPECT_LE(exponent, limit + rounding) << rate;
    EXPECT_GE(exponent, limit - (4 - 2 * rate) / ((rate - 1) * (kIterations - 1)) - rounding) << rate;
  }
}

// 2 < r ≤ 2.8: e_1 = (r - 2)²/4r, and |e| shrinks by q = (r - 2) + (r - 2)²/4 a step at least. The factor is
// (r - 2)·|1 + t|, t = 2r·e/(r - 2), |t| ≤ (r - 2)/2 ≤ 0.4, so |ln|1 + t|| ≤ |t|/0.6: in sum (r - 2)/(1.2·(1 - q)).
TYPED_TEST(ExponentClosedForm, TendsToTheMultiplierOfTheFixedPointAboveTheCriticalRate) {
  constexpr double kIterations = 100'001;
  for (const double rate : {2.0625, 2.25, 2.5, 2.75}) {
    const double exponent = Exponent<TypeParam>{"A", {{'A', rate}}, static_cast<std::int64_t>(kIterations)}.value();
    const double multiplier = rate - 2;
    const double shrinking = multiplier + multiplier * multiplier / 4;
    const double rounding = 16 * static_cast<double>(this->kUlp) / multiplier;
    EXPECT_NEAR(exponent, std::log(multiplier), multiplier / (1.2 * (1 - shrinking) * (kIterations - 1)) + rounding)
        << rate;
  }
}

// x_1 > 1, then negative, then its magnitude grows as its square: overflow comes within a few dozen steps.
TYPED_TEST(ExponentClosedForm, IsPlusInfinityWhereTheOrbitEscapes) {
  for (const double rate : {4.5, 10.0, 1000.0, -4.0, -1000.0}) {
    EXPECT_EQ((Exponent<TypeParam>{"A", {{'A', rate}}}.value()), this->kInfinity) << rate;
    EXPECT_EQ((Exponent<TypeParam>{"A", {{'A', rate}}, 400, 1, 400}.value()), this->kInfinity) << rate;
  }
  EXPECT_EQ((Exponent<TypeParam>{"AB", {{'A', 9}, {'B', 3}}, 100'000}.value()), this->kInfinity);
}

// ln|r·(1 - 2·r·x0·(1 - x0))|. The factor is rounded some ten times, to units of its largest term at most.
TYPED_TEST(ExponentClosedForm, HasOneTermForTwoIterations) {
  for (const double rate : {0.5, 1.5, 3.0, 3.75, 5.0, -1.5}) {
    for (const double x0 : {0.5, 0.25, 0.125, 0.0, 1.0}) {
      const double factor = rate * (1 - 2 * rate * x0 * (1 - x0));
      const double largest_term = std::fabs(rate) * std::max(1.0, std::fabs(2 * rate * x0 * (1 - x0)));
      const double rounding = 10 * static_cast<double>(this->kUlp) * std::max(1.0, largest_term / std::fabs(factor));
      const double exponent = Exponent<TypeParam>{"ABC", {{'A', 2.1}, {'B', 1.1}, {'C', rate}}, 2, 5, 0, x0}.value();
      EXPECT_NEAR(exponent, std::log(std::fabs(factor)), rounding) << rate << " from " << x0;
    }
  }
}

}  // namespace
}  // namespace lyap
