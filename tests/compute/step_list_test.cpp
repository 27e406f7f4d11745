#include "host/compute/step_list.h"

#include "host/compute/plane.h"
#include "tests/support/reference_pixels.h"

#include <cstdint>
#include <optional>
#include <set>
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

// AABAB from its second letter on, where orbits begin: A-B, B-A, A-B, B-A, A-A, with A = 0 and B = 1.
TEST(StepList, TellsTransitionsAndStepsOfAPeriod) {
  const std::string list = step_list_of(small_spec("AABAB")).value();
  EXPECT_THAT(list, HasSubstr("kPeriod = 5;"));
  EXPECT_THAT(list, HasSubstr("kRoundSteps = 20;"));
  // 7 rounds of 20 steps are 10 chunks of 14.
  EXPECT_THAT(list, HasSubstr("kCycleRounds = 7;"));
  EXPECT_THAT(list, HasSubstr("kTransitions[] = {{0, 1}, {1, 0}, {0, 0}};"));
  EXPECT_THAT(list, HasSubstr("kSteps[] = {0, 1, 0, 1, 2};"));
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

// The rounds are the last steps of an orbit but one: where they begin is told by where the orbit ends.
TEST(StepList, TellsWhereTheRoundsBegin) {
  RenderSpec spec = small_spec("AABAB");
  for (std::int64_t iterations = 2; iterations < 50; ++iterations) {
    spec.iterations = iterations;
    const std::int64_t begin = iterations == 2 ? 0 : (iterations - 2) % 5;
    EXPECT_THAT(step_list_of(spec).value(), HasSubstr("kSumStart = " + std::to_string(begin) + ";")) << iterations;
  }
  spec.transient = 103;
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

// So that kernels can be compiled before it is known which picture of the sequence will be rendered.
TEST(StepList, DoesNotDependOnWhichLettersVary) {
  for (const std::string sequence : {"ABC", "AABCB", "BCAD", "CAB"}) {
    RenderSpec spec = small_spec(sequence);
    const std::string letters = spec.sequence.distinct();
    std::set<std::optional<std::string>> lists;
    for (const char horizontal : letters) {
      for (const char vertical : letters) {
        if (horizontal == vertical) continue;
        spec.horizontal.letter = horizontal;
        spec.vertical.letter = vertical;
        spec.constants.clear();
        for (const char letter : letters) {
          if (letter != horizontal && letter != vertical) spec.constants[letter] = 3;
        }
        lists.insert(step_list_of(spec));
      }
    }
    EXPECT_EQ(lists.size(), 1U) << sequence;
  }
}

TEST(StepList, BeginsWhereTheOrbitDoes) {
  RenderSpec spec = small_spec("AABAB");
  const auto from_the_first = step_list_of(spec);
  spec.phase += 1;
  EXPECT_NE(step_list_of(spec), from_the_first);
  spec.phase += 4;
  EXPECT_EQ(step_list_of(spec), from_the_first) << "five letters on";
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
  EXPECT_NE(step_list_of(small_spec("A223B")), std::nullopt) << "a round is 16 chunks";
  EXPECT_EQ(step_list_of(small_spec("A237B")), std::nullopt);
  EXPECT_EQ(step_list_of(small_spec("A2000B2000")), std::nullopt);
}

// All ordered pairs of nine letters are 72 transitions with two coefficients each.
TEST(StepList, IsNotMadeForMoreCoefficientsThanRegistersHold) {
  std::string pairs;
  for (char from = 'A'; from <= 'I'; ++from) {
    for (char to = static_cast<char>(from + 1); to <= 'I'; ++to) pairs += {from, to};
  }
  RenderSpec spec = small_spec(pairs.substr(0, 70));
  for (char letter = 'C'; letter <= 'I'; ++letter) spec.constants[letter] = 3;
  EXPECT_EQ(step_list_of(spec), std::nullopt);
}

}  // namespace
}  // namespace lyap
