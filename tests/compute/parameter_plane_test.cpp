#include "host/compute/parameter_plane.h"

#include "kernels/float_format.h"
#include "kernels/pixel_block.h"
#include "kernels/scalar_lane.h"
#include "tests/support/reference_pixels.h"

#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// The operand of a slot as pixel code makes it.
template <class T>
T operand_of(const ParameterPlane<T>& plane, int slot, int column, int row) {
  T operand;
  make_operands<ScalarLane<T>, 1>(plane.view(), slot, {column, row, row}, &operand);
  return operand;
}

/// The rate of a letter as pixel code reads it in the plain form, where operands are half rates and the slots letters
/// in alphabetical order. Twice of a half is exact.
template <class T>
T rate_of(const ParameterPlane<T>& plane, int letter, int column, int row) {
  EXPECT_EQ(plane.view().form, Form::kPlain);
  return 2 * operand_of(plane, letter, column, row);
}

RenderSpec plane_spec(const std::string& sequence, Size size) {
  RenderSpec spec = spec_of(sequence);
  spec.size = size;
  spec.horizontal.range = {2, 4};
  spec.vertical.range = {1, 3};
  return spec;
}

/// The same in the plain form, whose operands are the rates.
RenderSpec plain_spec(const std::string& sequence, Size size) {
  RenderSpec spec = plane_spec(sequence, size);
  spec.x0 = 1e-12;
  return spec;
}

TEST(ParameterPlane, HorizontalLetterRunsFromMinToMaxWithBothEnds) {
  const ParameterPlane<double> plane(plain_spec("AB", {5, 3}));
  for (int column = 0; column < 5; ++column) {
    for (int row = 0; row < 3; ++row) EXPECT_EQ(rate_of(plane, 0, column, row), 2 + 0.5 * column);
  }
}

TEST(ParameterPlane, VerticalLetterRunsFromMaxInTheTopRowDownToMin) {
  const ParameterPlane<double> plane(plain_spec("AB", {5, 3}));
  for (int column = 0; column < 5; ++column) {
    for (int row = 0; row < 3; ++row) EXPECT_EQ(rate_of(plane, 1, column, row), 3 - row);
  }
}

TEST(ParameterPlane, EndsAreExactWhereStepsAreNot) {
  RenderSpec spec = plain_spec("AB", {30, 40});
  spec.horizontal.range = {0.1, 3.7};
  spec.vertical.range = {0.01, 4};
  const ParameterPlane<double> plane(spec);
  EXPECT_EQ(rate_of(plane, 0, 0, 0), 0.1);
  EXPECT_EQ(rate_of(plane, 0, 29, 0), 3.7);
  EXPECT_EQ(rate_of(plane, 1, 0, 0), 4);
  EXPECT_EQ(rate_of(plane, 1, 0, 39), 0.01);
}

TEST(ParameterPlane, RatesAreComputedInDoubleAndRoundedOnce) {
  RenderSpec spec = plain_spec("AB", {1001, 1001});
  spec.horizontal.range = {1.1, 3.7};
  spec.vertical.range = {2.3, 3.9};
  const ParameterPlane<float> plane(spec);
  for (int i = 1; i < 1000; ++i) {
    EXPECT_EQ(rate_of(plane, 0, i, 0), static_cast<float>(1.1 + (3.7 - 1.1) * i / 1000)) << i;
    EXPECT_EQ(rate_of(plane, 1, 0, i), static_cast<float>(3.9 + (2.3 - 3.9) * i / 1000)) << i;
  }
}

TEST(ParameterPlane, SidesOfOnePixelHaveTheRatesOfTheUpperLeftCorner) {
  const ParameterPlane<double> plane(plain_spec("AB", {1, 1}));
  EXPECT_EQ(rate_of(plane, 0, 0, 0), 2);
  EXPECT_EQ(rate_of(plane, 1, 0, 0), 3);
}

TEST(ParameterPlane, AnyLetterCanBeOnEitherAxis) {
  RenderSpec spec = plain_spec("ABC", {3, 3});
  spec.horizontal.letter = 'C';
  spec.vertical.letter = 'A';
  spec.constants['B'] = 3.25;
  const ParameterPlane<double> plane(spec);
  EXPECT_EQ(rate_of(plane, 2, 1, 0), 3) << "C";
  EXPECT_EQ(rate_of(plane, 2, 1, 2), 3) << "C";
  EXPECT_EQ(rate_of(plane, 0, 0, 1), 2) << "A";
  EXPECT_EQ(rate_of(plane, 0, 2, 1), 2) << "A";
  EXPECT_EQ(rate_of(plane, 1, 2, 2), 3.25) << "B";
}

TEST(ParameterPlane, ConstantsAreTheSameInEveryPixel) {
  RenderSpec spec = plain_spec("ABC", {7, 5});
  spec.constants['C'] = 0.1;
  const ParameterPlane<float> plane(spec);
  for (int column = 0; column < 7; ++column) {
    for (int row = 0; row < 5; ++row) EXPECT_EQ(rate_of(plane, 2, column, row), 0.1f);
  }
}

// Vector code reads whole blocks.
TEST(ParameterPlane, ColumnsBehindTheLastRepeatIt) {
  const ParameterPlane<float> plane(plain_spec("AB", {3, 1}));
  for (int column = 3; column < 3 + kColumnPadding; ++column) EXPECT_EQ(rate_of(plane, 0, column, 0), 4);
}

/// The scale of step n's variable in the pixel, by its definition: the weighted geometric mean of the half rates to
/// come, |h_(n+m)| with the weight 2^(L-m)/(2^L - 1).
long double scale_after(const std::vector<long double>& half_rates, std::size_t step) {
  const std::size_t period = half_rates.size();
  long double logarithm = 0;
  for (std::size_t m = 1; m <= period; ++m) {
    const long double weight =
        std::exp2(static_cast<long double>(period - m)) / (std::exp2(static_cast<long double>(period)) - 1);
    logarithm += weight * std::log(std::fabs(half_rates[(step + m) % period]));
  }
  return std::copysign(std::exp(logarithm), half_rates[step]);
}

/// Operands of the scaled form against s·(1 - h) and s·y0 in long double: rounded once in float, within `units` half
/// units in the last place.
template <class T>
void expect_scaled_operands(RenderSpec spec, double units) {
  const ParameterPlane<T> plane(spec);
  ASSERT_EQ(plane.view().form, Form::kScaled);
  const std::size_t period = spec.sequence.period();
  for (int row = 0; row < spec.size.height; ++row) {
    for (int column = 0; column < spec.size.width; ++column) {
      std::vector<long double> half_rates;
      for (std::size_t n = 0; n < period; ++n) {
        const char letter = spec.sequence.at(static_cast<std::size_t>(spec.phase) + n);
        const auto [min, max] = spec.horizontal.range;
        const auto [low, high] = spec.vertical.range;
        const double rate = letter == 'A'   ? min + (max - min) * column / (spec.size.width - 1)
                            : letter == 'B' ? high + (low - high) * row / (spec.size.height - 1)
                                            : spec.constants.at(letter);
        half_rates.push_back(rate / 2);
      }
      for (std::size_t n = 0; n <= period; ++n) {
        const long double expected = n < period ? scale_after(half_rates, n) * (1 - half_rates[n])
                                                : scale_after(half_rates, period - 1) * (1 - 2 * spec.x0);
        const long double half_unit = std::fabs(expected) * std::numeric_limits<T>::epsilon() / 2;
        const long double operand = operand_of(plane, static_cast<int>(n), column, row);
        ASSERT_LE(std::fabs(operand - expected), half_unit * units)
            << "slot " << n << " of " << spec.sequence.letters() << " at " << column << ", " << row;
      }
    }
  }
}

// The operand is the exact one, rounded: half a unit, and a hundredth of one for the arithmetic before; against double,
// long double has an error of 2^-11 for each of some 60 operations as well.
TEST(ParameterPlane, OperandsOfTheScaledFormAreThoseOfItsDefinition) {
  for (const char* sequence : {"A", "AB", "AABAB", "B6A6", "ABCAC", "A27B20C"}) {
    RenderSpec spec = plane_spec(sequence, {9, 7});
    spec.horizontal.range = {spec.sequence.period() < 6 ? -1.5 : 1.125, 3.75};
    spec.vertical.range = {spec.sequence.period() < 6 ? 0.25 : 1.0625, 3.5};
    if (spec.sequence.distinct().size() == 3) spec.constants['C'] = 3.3;
    spec.x0 = 0.3;
    spec.phase = 3;
    expect_scaled_operands<float>(spec, 1.01);
    expect_scaled_operands<double>(spec, 1.1);
  }
}

// A rate of 0 has an exponent of its own; its scale is that of 2^-63, so that those of its neighbours are no zeros.
TEST(ParameterPlane, ScalesStayAwayFromZero) {
  RenderSpec spec = plane_spec("A", {3, 3});
  spec.horizontal.range = {-1, 1};
  EXPECT_EQ(operand_of(ParameterPlane<float>(spec), 0, 1, 0), 0x1p-64f);
}

// A column's numbers come from its rate alone: 64 more columns and rows of the same lattice change none of the others.
TEST(ParameterPlane, WindowsThatMoveOnALatticeKeepTheirNumbers) {
  RenderSpec spec = plane_spec("AABAB", {64, 64});
  constexpr double kPitch = 5 * 0x1p-9;
  spec.horizontal.range = {2.5, 2.5 + 63 * kPitch};
  spec.vertical.range = {2.75, 2.75 + 63 * kPitch};
  RenderSpec moved = spec;
  moved.horizontal.range = {2.5 + 17 * kPitch, 2.5 + 80 * kPitch};
  moved.vertical.range = {2.75 + 5 * kPitch, 2.75 + 68 * kPitch};
  const ParameterPlane<float> plane(spec);
  const ParameterPlane<float> other(moved);
  for (int slot = 0; slot <= 5; ++slot) {
    for (int i = 0; i < 40; ++i) {
      EXPECT_EQ(operand_of(plane, slot, i + 17, i), operand_of(other, slot, i, i + 5));
    }
  }
}

// The default phase starts at the second letter.
TEST(ParameterPlane, StepsAreThePlacesOfThePeriodOrLetters) {
  const ParameterPlane<float> scaled(plane_spec("AAB", {3, 3}));
  EXPECT_EQ(std::vector(scaled.steps().begin(), scaled.steps().begin() + 5),
            (std::vector<std::uint16_t>{0, 1, 2, 0, 1}));
  EXPECT_EQ(scaled.view().slot_count, 3);
  const ParameterPlane<float> plain(plain_spec("AAB", {3, 3}));
  EXPECT_EQ(std::vector(plain.steps().begin(), plain.steps().begin() + 5), (std::vector<std::uint16_t>{0, 1, 0, 0, 1}));
  EXPECT_EQ(plain.view().slot_count, 2);
}

template <class T>
void expect_readable_steps(const std::string& sequence) {
  SCOPED_TRACE(sequence);
  RenderSpec spec = plain_spec(sequence, {2, 2});
  for (const char letter : spec.sequence.distinct()) {
    if (letter > 'B') spec.constants[letter] = 3;
  }
  const ParameterPlane<T> plane(spec);
  const auto step_period = static_cast<std::size_t>(plane.view().step_period);
  constexpr std::size_t kChunk = FloatFormat<T>::kStepsPerProduct;
  ASSERT_GE(step_period, kChunk) << "a chunk moves on by less than the period";
  ASSERT_EQ(step_period % spec.sequence.period(), 0U);
  ASSERT_EQ(plane.steps().size(), step_period + kChunk) << "a chunk is read without wrapping";
  for (std::size_t n = 0; n < plane.steps().size(); ++n) {
    ASSERT_EQ(plane.steps()[n], spec.sequence.distinct().find(spec.sequence.at(n + 1))) << n;
  }
}

TEST(ParameterPlane, StepsAreRepeatedSoThatAChunkCanBeReadFromAnyPosition) {
  for (const char* sequence : {"A", "AB", "AAB", "A8B7", "A8B8", "A8B9", "A20B3C2AC", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}) {
    expect_readable_steps<float>(sequence);
    expect_readable_steps<double>(sequence);
  }
}

TEST(ParameterPlane, HoldsWhatTheSumNeeds) {
  RenderSpec spec = plane_spec("AB", {2, 2});
  spec.iterations = 1001;
  const ParameterPlane<double> plane(spec);
  // Of its 1000 steps the first stands apart; rounds have 16.
  EXPECT_EQ(plane.view().sum.lead, 999 % 16);
  EXPECT_EQ(plane.view().sum.rounds, 999 / 16);
  EXPECT_EQ(plane.view().transient.lead, 0);
  EXPECT_EQ(plane.view().transient.rounds, 0);
  EXPECT_EQ(plane.view().exponent_scale, std::numbers::ln2 / 1000);
  EXPECT_EQ(plane.columns().offsets[0], 0) << "whole periods";
  EXPECT_EQ(plane.rows().offsets[1], std::numbers::ln2);
}

TEST(Form, IsPlainForLongSequencesAndNearZero) {
  const auto form = [](const RenderSpec& spec, Precision precision) { return choose_form(spec, precision); };
  for (const Precision precision : {Precision::kFloat, Precision::kDouble}) {
    EXPECT_EQ(form(plane_spec("AB", {64, 64}), precision), Form::kScaled);
    EXPECT_EQ(form(plane_spec("A47B", {64, 64}), precision), Form::kScaled);
    EXPECT_EQ(form(plane_spec("A48B", {64, 64}), precision), Form::kPlain);
    EXPECT_EQ(form(plane_spec("(AB)40", {64, 64}), precision), Form::kScaled) << "the least period counts";
    RenderSpec dips = plane_spec("B20A20", {64, 64});
    dips.horizontal.range = {0.1, 1};
    dips.vertical.range = {3, 4};
    EXPECT_EQ(form(dips, precision), Form::kPlain);
    EXPECT_EQ(form(plain_spec("AB", {64, 64}), precision), Form::kPlain);
  }
  RenderSpec start = plane_spec("AB", {64, 64});
  start.x0 = 1e-7;
  EXPECT_EQ(form(start, Precision::kFloat), Form::kPlain);
  EXPECT_EQ(form(start, Precision::kDouble), Form::kScaled);
  start.x0 = 0;
  EXPECT_EQ(form(start, Precision::kFloat), Form::kScaled) << "at 0, not near it";
}

}  // namespace
}  // namespace lyap
