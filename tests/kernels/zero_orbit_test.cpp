#include "host/spec/film.h"
#include "tests/kernels/oracle.h"
#include "tests/support/random_spec.h"
#include "tests/support/reference_pixels.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

// Orbits that come to x = 0 exactly, against the textbook formula in long double, which gets there exactly as well: all
// numbers on the way have few binary digits.

namespace lyap {
namespace {

/// Whether the orbit is at 0 in the end by the textbook, and so the exponent a mean of ln|r|.
bool ends_at_zero(const OracleOrbit& orbit) {
  long double x = orbit.x0;
  const auto period = static_cast<std::int64_t>(orbit.rates.size());
  for (std::int64_t n = 0; n < orbit.transient + orbit.iterations - 1; ++n) {
    const long double r = orbit.rates[static_cast<std::size_t>((orbit.phase + n) % period)];
    x = r * x * (1 - x);
  }
  return x == 0;
}

/// Compares the pixels whose orbits end at 0; returns how many there are. An exponent is the sum of two means, each
/// rounded once, and their sum rounded: 4 units of the largest ln|r| leave room for that.
template <class T>
int expect_zero_orbits(const RenderSpec& spec) {
  const PixelValues<T> values = values_of<T>(spec);
  int met = 0;
  for (std::size_t pixel = 0; pixel < values.exponents.size(); ++pixel) {
    const int column = static_cast<int>(pixel) % spec.size.width;
    const int row = static_cast<int>(pixel) / spec.size.width;
    const OracleOrbit orbit = oracle_orbit(spec, column, row);
    if (!ends_at_zero(orbit)) continue;
    ++met;
    const long double expected = oracle_exponent(orbit);
    const long double exponent = values.exponents[pixel];
    if (std::isinf(expected)) {
      EXPECT_EQ(exponent, expected) << column << ", " << row << " of " << spec_text(spec);
    } else {
      const long double bound = 4 * std::numeric_limits<T>::epsilon() * std::log(1000.0L);
      EXPECT_LE(std::fabs(exponent - expected), bound) << column << ", " << row << " of " << spec_text(spec);
    }
    EXPECT_EQ(values.periods[pixel], spec.brute_force ? 0U : spec.sequence.least_period()) << spec_text(spec);
  }
  return met;
}

template <class T>
class ZeroOrbit : public testing::Test {
 protected:
  /// A picture whose rates are multiples of 1/8, so that 0, 2 and 4 are among them, and its orbits.
  static RenderSpec picture(const std::string& sequence) {
    RenderSpec spec = spec_of(sequence);
    spec.size = {33, 33};
    spec.horizontal.range = {0, 4};
    spec.vertical.range = {0, 4};
    spec.iterations = 60;
    spec.precision = kPrecisionOf<T>;
    return spec;
  }
};

using Precisions = testing::Types<float, double>;

TYPED_TEST_SUITE(ZeroOrbit, Precisions);

TYPED_TEST(ZeroOrbit, OfFirstRatesOf4AndOfRatesOf2BeforeItStaysThere) {
  for (const char* sequence : {"A", "B", "AB", "AABAB", "BBA", "B6A6", "A5BA40B2"}) {
    for (const std::int64_t phase : {0, 1, 2, 5}) {
      for (const std::int64_t transient : {0, 1, 2, 7}) {
        for (const std::int64_t iterations : {2, 3, 5, 60}) {
          RenderSpec spec = this->picture(sequence);
          spec.phase = phase;
          spec.transient = transient;
          spec.iterations = iterations;
          // One column or row at least has the rate of 4.
          EXPECT_GE(expect_zero_orbits<TypeParam>(spec), iterations + transient > 2 ? 33 : 0) << spec_text(spec);
        }
      }
    }
  }
}

TYPED_TEST(ZeroOrbit, FromTheEndsOfTheIntervalIsAllThereIs) {
  for (const double x0 : {0.0, 1.0}) {
    RenderSpec spec = this->picture("AABCB");
    spec.constants['C'] = 3.3;
    spec.x0 = x0;
    EXPECT_EQ(expect_zero_orbits<TypeParam>(spec), 33 * 33);
    spec.brute_force = true;
    EXPECT_EQ(expect_zero_orbits<TypeParam>(spec), 33 * 33);
    // In the plain form it needs no tables.
    spec = this->picture("A50B");
    spec.x0 = x0;
    EXPECT_EQ(expect_zero_orbits<TypeParam>(spec), 33 * 33);
  }
}

TYPED_TEST(ZeroOrbit, OfAConstantIsThatOfTheWholePicture) {
  for (const double rate : {0.0, 4.0}) {
    RenderSpec spec = this->picture("ACB");
    spec.constants['C'] = rate;
    EXPECT_EQ(expect_zero_orbits<TypeParam>(spec), 33 * 33) << rate;
    spec.horizontal.letter = 'Y';
    spec.constants['A'] = 3.7;
    EXPECT_EQ(expect_zero_orbits<TypeParam>(spec), 33 * 33) << rate;
  }
}

// A film whose last frame comes to a first rate of 4: the frames before have other orbits, and none escapes.
TYPED_TEST(ZeroOrbit, IsThatOfTheFrameThatAFilmSweepsInto) {
  RenderSpec picture = this->picture("ACB");
  picture.horizontal.range = {2, 4};
  picture.vertical.range = {2, 4};
  const Film film{picture, {Sweep{Parameter::rate_of('C'), 3.9, 4}}, false, {}, 5};
  for (std::int64_t frame = 0; frame < film.frames; ++frame) {
    const RenderSpec spec = film.frame_spec(frame);
    EXPECT_EQ(expect_zero_orbits<TypeParam>(spec) == 33 * 33, frame == film.frames - 1) << frame;
    for (const TypeParam exponent : values_of<TypeParam>(spec).exponents) ASSERT_LT(exponent, 2) << frame;
  }
}

// Of rates up to 4 no orbit escapes, whatever rounding does to it.
TYPED_TEST(ZeroOrbit, AndOrbitsThatPassNearItDoNotEscapeWithRatesOfUpTo4) {
  for (const char* sequence : {"A", "AB", "AABAB", "ABBA"}) {
    for (const double x0 : {0.5, 0.0, 1.0, 1e-9, 0.3}) {
      RenderSpec spec = this->picture(sequence);
      spec.size = {101, 101};
      spec.horizontal.range = {2, 4};
      spec.vertical.range = {2, 4};
      spec.iterations = 1500;
      spec.x0 = x0;
      for (const TypeParam exponent : values_of<TypeParam>(spec).exponents) {
        ASSERT_LE(exponent, std::log(TypeParam{4}) * (1 + 4 * std::numeric_limits<TypeParam>::epsilon()))
            << spec_text(spec);
      }
    }
  }
}

/// The mean difference of tones, in entries of a palette of 256, between the automatic precision and long double.
double mean_tone_difference(const RenderSpec& spec) {
  const auto tone = [](long double exponent) { return 128 * (1 + std::tanh(exponent)); };
  const auto mean = [&]<class T>(T) {
    const std::vector<T> exponents = values_of<T>(spec).exponents;
    long double sum = 0;
    for (std::size_t pixel = 0; pixel < exponents.size(); ++pixel) {
      const int column = static_cast<int>(pixel) % spec.size.width;
      const int row = static_cast<int>(pixel) / spec.size.width;
      sum += tone(exponents[pixel]) - tone(oracle_exponent(oracle_orbit(spec, column, row)));
    }
    return static_cast<double>(std::fabs(sum) / static_cast<long double>(exponents.size()));
  };
  return choose_precision(spec) == Precision::kFloat ? mean(1.0F) : mean(1.0);
}

// Orbits that begin or come near 0 take their time to leave it, some forty steps of 400 from 1e-17. Chaotic pixels have
// other orbits than long double, whose differences cancel in the mean: a standard deviation of 0.04 of 8 or so entries
// a pixel makes 0.1 of an entry. An orbit that did not know the way would be off by several entries in all pixels.
TEST(OrbitNearZero, IsThatOfTheTextbookInTheAutomaticPrecision) {
  for (const double x0 : {1e-8, 1e-17, 1e-100, 1 - 1e-12}) {
    RenderSpec spec = spec_of("AB");
    spec.size = {61, 51};
    spec.x0 = x0;
    EXPECT_LT(mean_tone_difference(spec), 0.25) << x0;
  }
  for (const double rate : {3.9999999, 4 - 1e-11, 4 - 1e-15}) {
    RenderSpec spec = spec_of("ACB");
    spec.size = {61, 51};
    spec.constants['C'] = rate;
    EXPECT_LT(mean_tone_difference(spec), 0.25) << rate;
  }
}

}  // namespace
}  // namespace lyap
