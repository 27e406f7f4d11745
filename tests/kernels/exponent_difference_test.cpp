#include "kernels/exponent_difference.h"

#include "tests/support/planted_exponents.h"
#include "tests/support/random.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

constexpr std::uint64_t kApart = ~std::uint64_t{0};
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLargest = std::numeric_limits<double>::max();
constexpr float kLargestFloat = std::numeric_limits<float>::max();

template <class T>
class UlpsApart : public testing::Test {
 protected:
  static std::uint64_t ulps(T left, T right) { return ulps_apart(left, right, sizeof(T) == sizeof(double)); }
};

using FloatAndDouble = testing::Types<float, double>;
TYPED_TEST_SUITE(UlpsApart, FloatAndDouble);

TYPED_TEST(UlpsApart, CountsTheStepsFromOneNumberToTheNext) {
  using T = TypeParam;
  using Limits = std::numeric_limits<T>;
  // In the middle of a binade, at its ends, among subnormals and at the seam to them, and short of and across zero.
  const T starts[] = {static_cast<T>(0.1), 1, -1, -2, Limits::min(), -Limits::min(), 0, -5 * Limits::denorm_min(),
                      -Limits::max()};
  for (const T start : starts) {
    T walked = start;
    for (std::uint64_t steps = 0; steps <= 20; ++steps) {
      EXPECT_EQ(this->ulps(start, walked), steps) << start;
      EXPECT_EQ(this->ulps(walked, start), steps) << start;
      EXPECT_EQ(this->ulps(-start, -walked), steps) << start;
      walked = std::nextafter(walked, Limits::infinity());
    }
  }
}

TYPED_TEST(UlpsApart, IsTheNumberOfFinitePositiveNumbersTwiceBetweenTheEnds) {
  using Limits = std::numeric_limits<TypeParam>;
  constexpr std::uint64_t kPerBinade = std::uint64_t{1} << (Limits::digits - 1);
  // Subnormals with zero fill as much as a binade does.
  constexpr std::uint64_t kBinades = Limits::max_exponent - Limits::min_exponent + 2;
  constexpr std::uint64_t kPositive = kBinades * kPerBinade - 1;
  EXPECT_EQ(this->ulps(0, Limits::max()), kPositive);
  EXPECT_EQ(this->ulps(-Limits::max(), Limits::max()), 2 * kPositive);
  EXPECT_LE(2 * kPositive, ulp_limit(kUlpBins - 2)) << "finite differences must not be counted as infinite ones";
}

TYPED_TEST(UlpsApart, ZerosAreEqual) {
  EXPECT_EQ(this->ulps(0, -TypeParam{0}), 0U);
  EXPECT_EQ(this->ulps(-TypeParam{0}, 0), 0U);
}

TYPED_TEST(UlpsApart, InfinitiesAreApartFromAllButThemselves) {
  using Limits = std::numeric_limits<TypeParam>;
  constexpr TypeParam kInfinite = Limits::infinity();
  EXPECT_EQ(this->ulps(kInfinite, kInfinite), 0U);
  EXPECT_EQ(this->ulps(-kInfinite, -kInfinite), 0U);
  EXPECT_EQ(this->ulps(-kInfinite, kInfinite), kApart);
  for (const TypeParam finite : {TypeParam{0}, Limits::max(), -Limits::max(), Limits::denorm_min()}) {
    EXPECT_EQ(this->ulps(kInfinite, finite), kApart);
    EXPECT_EQ(this->ulps(finite, -kInfinite), kApart);
  }
}

TEST(UlpsApartOfFloatAndDouble, AreStepsOfFloats) {
  const float tenth = 0.1F;
  EXPECT_EQ(ulps_apart(0.1, tenth, false), 0U) << "the double rounds to the float";
  EXPECT_EQ(ulps_apart(0.1, std::nextafter(tenth, 1.0F), false), 1U);
  EXPECT_EQ(ulps_apart(std::nextafter(tenth, 0.0F), 0.1, false), 1U);
  EXPECT_EQ(ulps_apart(1e-300, 0, false), 0U) << "the double rounds to zero";
  EXPECT_EQ(ulps_apart(-1e-300, std::numeric_limits<float>::denorm_min(), false), 1U);
}

TEST(UlpsApartOfFloatAndDouble, DoublesBeyondFloatsComeAfterTheLargest) {
  EXPECT_EQ(ulps_apart(kLargest, kLargestFloat, false), 1U);
  EXPECT_EQ(ulps_apart(-kLargestFloat, -kLargest, false), 1U);
  EXPECT_EQ(ulps_apart(kLargest, kInfinity, false), kApart);
}

TEST(UlpBin, CountsUpToItsLimit) {
  const std::uint64_t limits[kUlpBins] = {
      0, 1, 2, 4, 16, 256, 65'536, 16'777'216, 4'294'967'296, 281'474'976'710'656, kApart - 1, kApart};
  for (int bin = 0; bin < kUlpBins; ++bin) {
    EXPECT_EQ(ulp_bin(limits[bin]), bin);
    if (bin > 0) {
      EXPECT_EQ(ulp_bin(limits[bin - 1] + 1), bin);
    }
  }
}

/// 2^exponent as a sum.
SquareSum power_of_two(int exponent) {
  const int place = exponent + 256;
  SquareSum sum{};
  sum.limbs[place / 64] = std::uint64_t{1} << (place % 64);
  return sum;
}

TEST(SquareSum, OfPowersOfTwoIsExact) {
  for (int exponent = -128; exponent <= 31; ++exponent) {
    EXPECT_EQ(SquareSum::of(std::ldexp(1.0, exponent)), power_of_two(2 * exponent)) << exponent;
  }
}

// Such a square has 53 bits, all of them at 2^-256 or above; so does each limb, and their sum is exact.
TEST(SquareSum, OfOneTermIsItsSquare) {
  Random random(1);
  for (int i = 0; i < 10'000; ++i) {
    const double difference = std::ldexp(random.uniform(1, 2), random.between(-102, 30));
    const SquareSum sum = SquareSum::of(difference);
    double square = 0;
    for (int limb = 0; limb < SquareSum::kLimbs; ++limb) {
      square += std::ldexp(static_cast<double>(sum.limbs[limb]), 64 * limb - 256);
    }
    EXPECT_EQ(square, difference * difference) << difference;
  }
}

TEST(SquareSum, RoundsDownToItsUnit) {
  const SquareSum none{};
  EXPECT_EQ(SquareSum::of(0x1.8p-128), power_of_two(-255)) << "2.25 units";
  EXPECT_EQ(SquareSum::of(0x1.fffffffffffffp-129), none) << "just below a unit";
  for (const double tiny : {0x1p-129, 0x1p-190, 0x1p-512, 0x1p-1022, 0x1p-1074, 0.0}) {
    EXPECT_EQ(SquareSum::of(tiny), none) << tiny;
  }
}

TEST(SquareSum, CountsDifferencesBeyondItsLargestAsThat) {
  for (const double large : {0x1p31, 0x1.0000000000001p31, 1e10, 1e200, kLargest, kInfinity}) {
    EXPECT_EQ(SquareSum::of(large), power_of_two(62)) << large;
  }
}

TEST(SquareSum, OfManyEqualTermsIsTheirMultiple) {
  SquareSum sum{};
  for (int i = 0; i < 1001; ++i) sum.add(SquareSum::of(0.75));
  EXPECT_EQ(sum, (SquareSum{{0, 0, 0, std::uint64_t{1} << 60, 563, 0}})) << "1001 * 0.5625 = 563 + 1/16";
}

// Twice the smallest term, 2^64 of the largest: the sum goes through every place that it has room for.
TEST(SquareSum, CarriesFromLimbToLimb) {
  SquareSum doubled = SquareSum::of(0x1p-128);
  for (int exponent = -255; exponent <= 62 + 64; ++exponent) {
    doubled.add(SquareSum(doubled));
    EXPECT_EQ(doubled, power_of_two(exponent));
  }
  for (int limbs = 1; limbs < SquareSum::kLimbs; ++limbs) {
    SquareSum full{};
    std::fill_n(full.limbs, limbs, ~std::uint64_t{0});
    full.add(SquareSum::of(0x1p-128));
    EXPECT_EQ(full, power_of_two(64 * limbs - 256)) << limbs << " limbs carry";
    SquareSum twice{};
    std::fill_n(twice.limbs, limbs, ~std::uint64_t{0});
    twice.add(SquareSum(twice));
    SquareSum expected{};
    std::fill_n(expected.limbs, limbs, ~std::uint64_t{0});
    expected.limbs[0] -= 1;
    expected.limbs[limbs] = 1;
    EXPECT_EQ(twice, expected) << limbs << " limbs carry while they get a carry";
  }
}

TEST(SquareSum, DoesNotDependOnTheOrderOfTerms) {
  Random random(2);
  std::vector<double> terms(5000);
  for (double& term : terms) term = std::ldexp(random.uniform(1, 2), random.between(-128, 30));
  const auto sum_of = [](const std::vector<double>& in_order) {
    SquareSum sum{};
    for (const double term : in_order) sum.add(SquareSum::of(term));
    return sum;
  };
  const SquareSum sum = sum_of(terms);
  for (int round = 0; round < 5; ++round) {
    for (std::size_t i = terms.size() - 1; i > 0; --i) {
      std::swap(terms[i], terms[static_cast<std::size_t>(random.between(0, static_cast<int>(i)))]);
    }
    EXPECT_EQ(sum_of(terms), sum);
  }
  std::ranges::sort(terms);
  EXPECT_EQ(sum_of(terms), sum);
}

ExponentDifferences random_differences(Random& random) {
  ExponentDifferences told{};
  for (std::uint64_t* count :
       {&told.pixels, &told.stable_pixels, &told.differing, &told.stable_differing, &told.beyond_tolerance,
        &told.indices_differing, &told.stable_indices_differing, &told.color_squares}) {
    *count = random.next() >> 8;
  }
  for (std::uint64_t& count : told.ulps) count = random.next() >> 8;
  told.first = random.between(0, 3) == 0 ? ExponentDifferences::kNone : random.between(0, 1'000'000);
  told.largest = random.uniform(0, 10);
  for (std::uint64_t& limb : told.squares.limbs) limb = random.next();
  told.squares.limbs[3] >>= 8;
  return told;
}

TEST(ExponentDifferences, AddUpInAnyOrder) {
  Random random(3);
  for (int i = 0; i < 1000; ++i) {
    const ExponentDifferences a = random_differences(random);
    const ExponentDifferences b = random_differences(random);
    const ExponentDifferences c = random_differences(random);
    EXPECT_EQ(a + b, b + a);
    EXPECT_EQ((a + b) + c, a + (b + c));
  }
}

TEST(ExponentDifferences, OfNothingAddNothing) {
  Random random(4);
  const ExponentDifferences told = random_differences(random);
  EXPECT_EQ(told + ExponentDifferences::none(), told);
  EXPECT_EQ(ExponentDifferences::none() + told, told);
}

TEST(ExponentDifferences, AddUpEachOnItsOwn) {
  ExponentDifferences a{1, 2, 3, 4, 50, 6, {}, 0.5, SquareSum::of(1), 9, 10, 11};
  ExponentDifferences b{100, 200, 300, 400, 40, 600, {}, 0.25, SquareSum::of(2), 900, 1000, 1100};
  ExponentDifferences both{101, 202, 303, 404, 40, 606, {}, 0.5, {{0, 0, 0, 0, 5, 0}}, 909, 1010, 1111};
  for (int bin = 0; bin < kUlpBins; ++bin) {
    a.ulps[bin] = static_cast<std::uint64_t>(bin);
    b.ulps[bin] = 1000;
    both.ulps[bin] = 1000 + static_cast<std::uint64_t>(bin);
  }
  EXPECT_EQ(a + b, both);
}

}  // namespace
}  // namespace lyap
