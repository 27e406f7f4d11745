#include "host/compute/step_list.h"

#include "host/compute/plane.h"
#include "tests/support/reference_pixels.h"

#include <cstdint>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::HasSubstr;

std::optional<std::string> step_list_of(const RenderSpec& spec) {
  const Plane plane(spec);
  const auto list = plane.with_tables([](const auto& tables) { return make_step_list(tables); });
  return list ? std::optional(list->text) : std::nullopt;
}

RenderSpec small_spec(const std::string& sequence) {
  RenderSpec spec = spec_of(sequence);
  spec.size = {5, 3};
  spec.precision = Precision::kFloat;
  return spec;
}

TEST(StepList, TellsPeriodAndRounds) {
  const std::string list = step_list_of(small_spec("AABAB")).value();
  EXPECT_THAT(list, HasSubstr("kPeriod = 5;"));
  EXPECT_THAT(list, HasSubstr("kRoundSteps = 20;"));
  // 7 rounds of 20 steps are 10 chunks of 14.
  EXPECT_THAT(list, HasSubstr("kCycleRounds = 7;"));
  EXPECT_THAT(list, HasSubstr("using Scalar = float;"));
}

TEST(StepList, IsThatOfThePrecision) {
  RenderSpec spec = small_spec("AB");
  spec.precision = Precision::kDouble;
  const std::string list = step_list_of(spec).value();
  EXPECT_THAT(list, HasSubstr("using Scalar = double;"));
  // 2 rounds of 16 steps are a chunk of 32.
  EXPECT_THAT(list, HasSubstr("kCycleRounds = 2;"));
}

// The rounds are the last steps of an orbit: where they begin is told by where the orbit ends.
TEST(StepList, TellsWhereTheRoundsBegin) {
  RenderSpec spec = small_spec("AABAB");
  for (std::int64_t iterations = 2; iterations < 50; ++iterations) {
    spec.iterations = iterations;
    const std::int64_t begin = (iterations - 1) % 5;
    EXPECT_THAT(step_list_of(spec).value(), HasSubstr("kSumStart = " + std::to_string(begin) + ";")) << iterations;
    EXPECT_THAT(step_list_of(spec).value(), HasSubstr("kFirstStep = 0;")) << iterations;
  }
  spec.transient = 103;
  EXPECT_THAT(step_list_of(spec).value(), HasSubstr("kFirstStep = 3;"));
  EXPECT_THAT(step_list_of(spec).value(), HasSubstr("kHasTransient = true;"));
  EXPECT_THAT(step_list_of(spec).value(), HasSubstr("kTransientStart = 3;"));
}

// What a film moves, and what sliders change, must not ask for another kernel.
TEST(StepList, DependsOnNothingElseOfAPicture) {
  RenderSpec spec = small_spec("AABCB");
  spec.constants['C'] = 3;
  RenderSpec other = spec;
  other.size = {64, 48};
  other.horizontal.range = {1.5, 2.5};
  other.vertical.range = {3.25, 3.5};
  other.constants['C'] = 3.75;
  other.x0 = 0.25;
  other.brute_force = true;
  other.iterations = spec.iterations + 5'000'000;
  EXPECT_EQ(step_list_of(other), step_list_of(spec));
}

// Operands are numbers, wherever they come from: all sequences of one length are the same to the code.
TEST(StepList, IsThatOfAllSequencesOfItsLength) {
  const auto list = step_list_of(small_spec("AABAB"));
  EXPECT_EQ(step_list_of(small_spec("BBBAB")), list);
  RenderSpec spec = small_spec("CABDB");
  spec.constants = {{'C', 3.0}, {'D', 3.0}};
  EXPECT_EQ(step_list_of(spec), list);
  spec.horizontal.letter = 'D';
  spec.vertical.letter = 'C';
  spec.constants = {{'A', 3.0}, {'B', 3.0}};
  EXPECT_EQ(step_list_of(spec), list);
  spec.phase += 1;
  EXPECT_EQ(step_list_of(spec), list);
}

TEST(StepList, IsThatOfTheLeastPeriod) {
  EXPECT_EQ(step_list_of(small_spec("ABAB")), step_list_of(small_spec("AB")));
}

// A cycle of rounds of up to 32 letters has at most 14·32 steps, in double one of up to 14 letters 32·14: rounds of
// fewer than 14 letters are doubled to at most 28 steps, an even number, which halves the cycle.
TEST(StepList, IsMadeForAllPeriodsThatAreShortEnough) {
  for (const Precision precision : {Precision::kFloat, Precision::kDouble}) {
    const int shortest_without = precision == Precision::kFloat ? 33 : 15;
    for (int period = 1; period < shortest_without; ++period) {
      RenderSpec spec = small_spec(std::string(static_cast<std::size_t>(period - 1), 'A') + 'B');
      spec.precision = precision;
      EXPECT_TRUE(step_list_of(spec).has_value()) << period;
    }
  }
}

TEST(StepList, IsNotMadeForPeriodsThatAreTooLong) {
  EXPECT_EQ(step_list_of(small_spec("A32B")).has_value(), false) << "a cycle of 14 rounds of 33 steps";
  EXPECT_NE(step_list_of(small_spec("A41B")), std::nullopt) << "a round is 3 chunks";
  EXPECT_EQ(step_list_of(small_spec("A48B")), std::nullopt) << "not in the scaled form";
  EXPECT_EQ(step_list_of(small_spec("A2000B2000")), std::nullopt);
}

// A double has two registers, of which 64 are for operands.
TEST(StepList, IsNotMadeForMoreOperandsThanRegistersHold) {
  RenderSpec spec = small_spec("A31B");
  spec.precision = Precision::kDouble;
  EXPECT_NE(step_list_of(spec), std::nullopt);
  spec.sequence = Sequence::parse("A39B");
  EXPECT_EQ(step_list_of(spec), std::nullopt);
}

TEST(StepList, IsNotMadeForThePlainForm) {
  RenderSpec spec = small_spec("AB");
  spec.x0 = 1e-12;
  EXPECT_EQ(step_list_of(spec), std::nullopt);
}

}  // namespace
}  // namespace lyap
