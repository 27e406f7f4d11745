#include "tests/support/random.h"
#include "tests/support/reference_pixels.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

RenderSpec small_picture(const std::string& sequence) {
  RenderSpec spec = spec_of(sequence);
  spec.size = {13, 11};
  // Without rates of 2, where the exponent may be -infinity, and of 4, where the orbit may leave [0, 1].
  spec.horizontal.range = {2.1, 3.9};
  spec.vertical.range = {2.1, 3.9};
  spec.iterations = 137;
  if (sequence.find('C') != std::string::npos) spec.constants['C'] = 3.3;
  return spec;
}

template <class T>
class ExponentOrder : public testing::Test {};

using Precisions = testing::Types<float, double>;

TYPED_TEST_SUITE(ExponentOrder, Precisions);

// The same letters in the same order: the same bits.
TYPED_TEST(ExponentOrder, PhaseIsARotationOfTheSequence) {
  const std::string letters = "AABABBBCA";
  RenderSpec spec = small_picture(letters);
  for (int phase = 0; phase <= 20; ++phase) {
    spec.phase = phase;
    const std::size_t turn = static_cast<std::size_t>(phase) % letters.size();
    RenderSpec rotated = small_picture(letters.substr(turn) + letters.substr(0, turn));
    rotated.phase = 0;
    EXPECT_EQ(exponents_of<TypeParam>(spec), exponents_of<TypeParam>(rotated)) << "phase " << phase;
  }
}

TYPED_TEST(ExponentOrder, FirstLetterIsTheSecondOfTheSequenceByDefault) {
  RenderSpec spec = small_picture("ABC");
  spec.iterations = 2;
  RenderSpec only_b = small_picture("B");
  only_b.iterations = 2;
  const std::vector<TypeParam> first_of_three = exponents_of<TypeParam>(spec);
  const std::vector<TypeParam> alone = exponents_of<TypeParam>(only_b);
  // The scales of the three letters cancel but for rounding: three logarithms of less than 4 ln 2 and their sum.
  constexpr TypeParam kTolerance = 16 * std::numeric_limits<TypeParam>::epsilon();
  for (std::size_t pixel = 0; pixel < alone.size(); ++pixel) {
    EXPECT_NEAR(first_of_three[pixel], alone[pixel], kTolerance) << pixel;
  }
}

TYPED_TEST(ExponentOrder, RepeatedSequenceIsTheSequence) {
  EXPECT_EQ(exponents_of<TypeParam>(small_picture("(AAB)7")), exponents_of<TypeParam>(small_picture("AAB")));
}

// N - 1 terms after a transient of M are the last ones of M + N - 1 terms. The orbit is the same to the bit, in chaos
// as well. The three sums are rounded at each factor; the last factor, which leads back to another letter, may have
// lost bits by coming near zero. 16 units per factor leave room for both, and a term too many is a thousand times that.
TYPED_TEST(ExponentOrder, TransientDropsTheFirstTerms) {
  for (const int transient : {1, 2, 3, 5, 15, 16, 17, 31, 33, 63, 64, 65, 100, 257, 1000}) {
    RenderSpec spec = small_picture("AABABBCB");
    const auto terms = static_cast<double>(spec.iterations - 1);
    const std::vector<TypeParam> dropped = [&] {
      RenderSpec with_transient = spec;
      with_transient.transient = transient;
      return exponents_of<TypeParam>(with_transient);
    }();
    spec.iterations += transient;
    const std::vector<TypeParam> all = exponents_of<TypeParam>(spec);
    spec.iterations = transient + 1;
    const std::vector<TypeParam> first = exponents_of<TypeParam>(spec);
    const double tolerance = (transient + terms) * 16 * static_cast<double>(std::numeric_limits<TypeParam>::epsilon());
    for (std::size_t pixel = 0; pixel < all.size(); ++pixel) {
      const double sum = (transient + terms) * static_cast<double>(all[pixel]);
      EXPECT_NEAR(terms * static_cast<double>(dropped[pixel]), sum - transient * static_cast<double>(first[pixel]),
                  tolerance)
          << "transient " << transient << ", pixel " << pixel;
    }
  }
}

// Rates far out of [0, 4] mix orbits that escape with ones that die, and infinity with zero on the way.
TYPED_TEST(ExponentOrder, NoExponentIsEverNotANumber) {
  Random random(7);
  int infinite = 0;
  for (int round = 0; round < 40; ++round) {
    std::string letters;
    for (int n = random.between(1, 24); n > 0; --n) letters += static_cast<char>('A' + random.between(0, 2));
    RenderSpec spec = spec_of(letters);
    spec.size = {19, 17};
    const double reach = round % 2 == 0 ? 10 : RenderSpec::kMaxRate;
    spec.horizontal.range = {random.uniform(-reach, 0), random.uniform(0, reach)};
    spec.vertical.range = {-reach, reach};
    if (letters.find('C') != std::string::npos) spec.constants['C'] = random.uniform(-10, 10);
    spec.iterations = random.between(2, 300);
    spec.transient = round % 3 == 0 ? random.between(0, 100) : 0;
    spec.x0 = random.uniform(0, 1);
    for (const TypeParam exponent : exponents_of<TypeParam>(spec)) {
      ASSERT_FALSE(std::isnan(exponent)) << letters << ", round " << round;
      infinite += std::isinf(exponent) ? 1 : 0;
    }
  }
  EXPECT_GT(infinite, 0) << "the rates must be such that orbits escape";
}

}  // namespace
}  // namespace lyap
