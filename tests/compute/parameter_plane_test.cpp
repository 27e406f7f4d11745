#include "host/compute/parameter_plane.h"

#include "kernels/float_format.h"
#include "tests/support/reference_pixels.h"

#include <cmath>
#include <numbers>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// The rate of a letter as pixel code reads it. Letters are numbered in alphabetical order. Half of a rate is exact,
/// and so is twice that.
template <class T>
T rate_of(const ParameterPlane<T>& plane, int letter, int column, int row) {
  const PlaneView<T>& view = plane.view();
  if (letter == view.horizontal_letter) return 2 * view.column_half_rates[column];
  return 2 * view.row_half_rates[view.row_table(letter) * view.row_stride + row];
}

/// The step of a transition as letters, "AB" for A to B; `names` are the letters in the order of the plane.
template <class T>
std::string transition_text(const ParameterPlane<T>& plane, std::size_t transition, const std::string& names) {
  const auto [from, to] = plane.transitions()[transition];
  return {names[from], names[to]};
}

/// The first `count` steps, "BA AB ".
template <class T>
std::string steps_text(const ParameterPlane<T>& plane, std::size_t count, const std::string& names) {
  std::string text;
  for (std::size_t n = 0; n < count; ++n) text += transition_text(plane, plane.steps()[n], names) + " ";
  return text;
}

RenderSpec plane_spec(const std::string& sequence, Size size) {
  RenderSpec spec = spec_of(sequence);
  spec.size = size;
  spec.horizontal.range = {2, 4};
  spec.vertical.range = {1, 3};
  return spec;
}

TEST(ParameterPlane, HorizontalLetterRunsFromMinToMaxWithBothEnds) {
  const ParameterPlane<double> plane(plane_spec("AB", {5, 3}));
  for (int column = 0; column < 5; ++column) {
    for (int row = 0; row < 3; ++row) EXPECT_EQ(rate_of(plane, 0, column, row), 2 + 0.5 * column);
  }
}

TEST(ParameterPlane, VerticalLetterRunsFromMaxInTheTopRowDownToMin) {
  const ParameterPlane<double> plane(plane_spec("AB", {5, 3}));
  for (int column = 0; column < 5; ++column) {
    for (int row = 0; row < 3; ++row) EXPECT_EQ(rate_of(plane, 1, column, row), 3 - row);
  }
}

TEST(ParameterPlane, EndsAreExactWhereStepsAreNot) {
  RenderSpec spec = plane_spec("AB", {30, 40});
  spec.horizontal.range = {0.1, 3.7};
  spec.vertical.range = {0.01, 4};
  const ParameterPlane<double> plane(spec);
  EXPECT_EQ(rate_of(plane, 0, 0, 0), 0.1);
  EXPECT_EQ(rate_of(plane, 0, 29, 0), 3.7);
  EXPECT_EQ(rate_of(plane, 1, 0, 0), 4);
  EXPECT_EQ(rate_of(plane, 1, 0, 39), 0.01);
}

TEST(ParameterPlane, RatesAreComputedInDoubleAndRoundedOnce) {
  RenderSpec spec = plane_spec("AB", {1001, 1001});
  spec.horizontal.range = {1.1, 3.7};
  spec.vertical.range = {2.3, 3.9};
  const ParameterPlane<float> plane(spec);
  for (int i = 1; i < 1000; ++i) {
    EXPECT_EQ(rate_of(plane, 0, i, 0), static_cast<float>(1.1 + (3.7 - 1.1) * i / 1000)) << i;
    EXPECT_EQ(rate_of(plane, 1, 0, i), static_cast<float>(3.9 + (2.3 - 3.9) * i / 1000)) << i;
  }
}

TEST(ParameterPlane, SidesOfOnePixelHaveTheRatesOfTheUpperLeftCorner) {
  const ParameterPlane<double> plane(plane_spec("AB", {1, 1}));
  EXPECT_EQ(rate_of(plane, 0, 0, 0), 2);
  EXPECT_EQ(rate_of(plane, 1, 0, 0), 3);
}

TEST(ParameterPlane, AnyLetterCanBeOnEitherAxis) {
  RenderSpec spec = plane_spec("ABC", {3, 3});
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
  RenderSpec spec = plane_spec("ABC", {7, 5});
  spec.constants['C'] = 0.1;
  const ParameterPlane<float> plane(spec);
  for (int column = 0; column < 7; ++column) {
    for (int row = 0; row < 5; ++row) EXPECT_EQ(rate_of(plane, 2, column, row), 0.1f);
  }
}

// Vector code reads whole blocks.
TEST(ParameterPlane, ColumnsBehindTheLastRepeatIt) {
  const ParameterPlane<float> plane(plane_spec("AB", {3, 1}));
  for (int column = 3; column < 3 + kColumnPadding; ++column) EXPECT_EQ(rate_of(plane, 0, column, 0), 4);
}

// A zero rate has an exponent of its own; the half rate is only kept from zero so that it has an inverse.
TEST(ParameterPlane, HalfRatesStayAwayFromZero) {
  RenderSpec spec = plane_spec("AB", {3, 3});
  spec.horizontal.range = {-1, 1};
  spec.vertical.range = {-1e-30, 1e-30};
  const ParameterPlane<float> plane(spec);
  EXPECT_EQ(rate_of(plane, 0, 1, 0), 0x1p-63f);
  for (int row = 0; row < 3; ++row) EXPECT_EQ(rate_of(plane, 1, 0, row), 0x1p-63f);
}

// The default phase starts at the second letter. 399 factors: the last step is from the 399th letter, which is B, to
// the first one, which is B as well.
TEST(ParameterPlane, StepsLeadFromLetterToLetterAndTheLastOneBackToTheFirst) {
  const ParameterPlane<float> plane(plane_spec("AB", {3, 3}));
  EXPECT_EQ(steps_text(plane, 4, "AB"), "BA AB BA AB ");
  EXPECT_EQ(transition_text(plane, plane.view().last_step, "AB"), "BB");
  EXPECT_EQ(plane.view().first_letter, 1);
}

TEST(ParameterPlane, StepsOfALongerSequenceFollowItsLetters) {
  RenderSpec spec = plane_spec("AABB", {3, 3});
  spec.iterations = 4;
  const ParameterPlane<double> plane(spec);
  EXPECT_EQ(steps_text(plane, 6, "AB"), "AB BB BA AA AB BB ");
  EXPECT_EQ(transition_text(plane, plane.view().last_step, "AB"), "BA") << "letters A, B, B and back to A";
  EXPECT_EQ(plane.view().first_letter, 0);
}

TEST(ParameterPlane, TransientMovesTheLetterThatTheLastStepLeadsTo) {
  RenderSpec spec = plane_spec("ABCC", {3, 3});
  spec.constants['C'] = 3;
  spec.phase = 4;
  spec.transient = 1;
  spec.iterations = 4;
  const ParameterPlane<double> plane(spec);
  EXPECT_EQ(steps_text(plane, 4, "ABC"), "AB BC CC CA ");
  EXPECT_EQ(transition_text(plane, plane.view().last_step, "ABC"), "CB") << "the sum is over B, C, C";
  EXPECT_EQ(plane.view().first_letter, 0);
  EXPECT_EQ(plane.view().transient.lead, 1);
  EXPECT_EQ(plane.view().transient.rounds, 0);
}

template <class T>
void expect_readable_steps(const std::string& sequence) {
  SCOPED_TRACE(sequence);
  RenderSpec spec = plane_spec(sequence, {2, 2});
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
    const std::string expected{spec.sequence.at(n + 1), spec.sequence.at(n + 2)};
    ASSERT_EQ(transition_text(plane, plane.steps()[n], spec.sequence.distinct()), expected) << n;
  }
}

TEST(ParameterPlane, StepsAreRepeatedSoThatAChunkCanBeReadFromAnyPosition) {
  for (const char* sequence : {"A", "AB", "AAB", "A8B7", "A8B8", "A8B9", "A20B3C2AC", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}) {
    expect_readable_steps<float>(sequence);
    expect_readable_steps<double>(sequence);
  }
}

TEST(ParameterPlane, TransitionsAreListedOnceAndThoseWithoutAChangeOfLetterFirst) {
  const ParameterPlane<float> plane(plane_spec("AABABBB", {2, 2}));
  std::set<std::pair<int, int>> distinct;
  for (const auto& [from, to] : plane.transitions()) distinct.insert({from, to});
  EXPECT_EQ(distinct.size(), plane.transitions().size());
  EXPECT_EQ(plane.view().transition_count, 4);
  ASSERT_EQ(plane.view().first_change, 2);
  for (std::size_t t = 0; t < 4; ++t) EXPECT_EQ(plane.transitions()[t].from == plane.transitions()[t].to, t < 2) << t;
}

TEST(ParameterPlane, HoldsWhatTheSumNeeds) {
  RenderSpec spec = plane_spec("AB", {2, 2});
  spec.iterations = 1001;
  spec.x0 = 0.25;
  const ParameterPlane<double> plane(spec);
  // Of its 1000 steps the first and the last stand apart; rounds have 16.
  EXPECT_EQ(plane.view().sum.lead, 998 % 16);
  EXPECT_EQ(plane.view().sum.rounds, 998 / 16);
  EXPECT_EQ(plane.view().transient.lead, 0);
  EXPECT_EQ(plane.view().transient.rounds, 0);
  EXPECT_EQ(plane.view().y0, 0.5);
  EXPECT_EQ(plane.view().exponent_scale, std::numbers::ln2 / 1000);
  EXPECT_EQ(plane.view().exponent_offset, std::numbers::ln2);
}

}  // namespace
}  // namespace lyap
