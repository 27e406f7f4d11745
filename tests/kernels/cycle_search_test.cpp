#include "kernels/cycle_search.h"

#include "host/compute/parameter_plane.h"
#include "tests/support/random_spec.h"
#include "tests/support/reference_pixels.h"

#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

// More rounds than the longest orbit has: 100 000 000 steps in rounds of 15, the fewest steps of a round.
constexpr std::int32_t kMaxRounds = 100'000'000 / 15;

std::vector<std::int32_t> all_marks() {
  std::vector<std::int32_t> marks{0};
  while (marks.back() <= kMaxRounds) marks.push_back(next_mark(marks.back()));
  return marks;
}

TEST(CycleSearchSchedule, BeginsWithTheMarksThatAreDocumented) {
  const std::vector<std::int32_t> marks = all_marks();
  const std::vector<std::int32_t> documented{0, 1, 2, 3, 4, 6, 8, 12, 18, 26};
  EXPECT_EQ(std::vector(marks.begin(), marks.begin() + 10), documented);
}

TEST(CycleSearchSchedule, MarksRiseByAtMostHalfOfTheAgeOnceAnOrbitIsTwoRoundsOld) {
  for (std::int32_t mark = 0; mark <= kMaxRounds; ++mark) {
    const std::int32_t gap = next_mark(mark) - mark;
    ASSERT_GE(gap, 1) << mark;
    ASSERT_LE(gap, mark < 2 ? 1 : mark / 2) << mark;
  }
}

// With marks that are m/2 apart the longest cycle that is looked for is a third of the age of 1.5·m.
TEST(CycleSearchSchedule, GapsAreHalfOfTheAgeButForRounding) {
  for (std::int32_t mark = 4; mark <= kMaxRounds; ++mark) {
    ASSERT_GT(next_mark(mark) - mark, mark / 2 - (mark < 32 ? 2 : 4)) << mark;
  }
}

// What the search's completeness rests on: from 32 rounds on all multiples of four up to the next mark are compared,
// and that mark is one of them; before, all even distances at least.
TEST(CycleSearchSchedule, ComparisonsMeetEveryEvenOrFourthDistanceUpToTheNextMark) {
  for (const std::int32_t mark : all_marks()) {
    const std::int32_t every = rounds_per_comparison(mark);
    EXPECT_EQ(every, mark < 8 ? 1 : mark < 32 ? 2 : 4) << mark;
    EXPECT_EQ((next_mark(mark) - mark) % every, 0) << mark;
  }
}

std::int32_t round_steps_of(const std::string& letters) {
  RenderSpec spec = spec_of(letters);
  spec.size = {1, 1};
  return ParameterPlane<float>(spec).view().round_steps;
}

TEST(CycleSearchRounds, AreWholePeriodsOfEverySequence) {
  for (std::size_t period = 1; period <= Sequence::kMaxPeriod; ++period) {
    // The single B makes the least period the length.
    const std::int32_t steps = round_steps_of(std::string(period - 1, 'A') + 'B');
    // Numbers of rounds must fit into a float.
    ASSERT_GT(steps, RenderSpec::kMaxTransient >> 24) << period;
    ASSERT_EQ(steps % static_cast<std::int32_t>(period), 0) << period;
  }
}

TEST(CycleSearchRounds, AreThoseOfTheLeastPeriod) {
  EXPECT_EQ(round_steps_of("ABAB"), round_steps_of("AB"));
  EXPECT_EQ(round_steps_of("AABAAB"), round_steps_of("AAB"));
  EXPECT_EQ(round_steps_of(std::string(Sequence::kMaxPeriod, 'A')), round_steps_of("A"));
}

TEST(CycleSearchRounds, AreComputedWithoutASearchByBruteForce) {
  for (const bool brute_force : {false, true}) {
    RenderSpec spec = spec_of("AABAB");
    spec.size = {1, 1};
    spec.brute_force = brute_force;
    EXPECT_EQ(ParameterPlane<float>(spec).view().searches_cycles, !brute_force);
  }
}

// A sum has a first step and a stretch behind it.
TEST(CycleSearchRounds, AndTheStepsBeforeThemAreAllStepsOfAnOrbit) {
  for (const std::int64_t transient : {0, 1, 19, 20, 21, 1'000'000}) {
    for (const std::int64_t iterations : {2, 3, 4, 22, 23, 24, 400, 50'000'000}) {
      RenderSpec spec = spec_of("AABAB");
      spec.size = {1, 1};
      spec.transient = transient;
      spec.iterations = iterations;
      const ParameterPlane<float> plane(spec);
      const PlaneView<float>& view = plane.view();
      const auto steps = [&](const Stretch& stretch) {
        EXPECT_LT(stretch.lead, view.round_steps);
        return stretch.lead + std::int64_t{stretch.rounds} * view.round_steps;
      };
      EXPECT_EQ(steps(view.transient), transient);
      EXPECT_EQ(steps(view.sum), iterations - 2);
      EXPECT_EQ(view.sum_position, transient % view.step_period);
    }
  }
}

template <class T>
class RepeatedSequence : public testing::Test {};

using Precisions = testing::Types<float, double>;

TYPED_TEST_SUITE(RepeatedSequence, Precisions);

TYPED_TEST(RepeatedSequence, HasTheExponentsAndPeriodsOfTheSequence) {
  for (std::uint64_t seed = 100; seed < 130; ++seed) {
    Random random(seed);
    RenderSpec spec = random_spec(random, 50'000);
    spec.brute_force = seed % 4 == 0;
    const PixelValues<TypeParam> once = values_of<TypeParam>(spec);
    for (const int repeats : {2, 3, 7}) {
      std::string letters;
      for (int i = 0; i < repeats; ++i) letters += spec.sequence.letters();
      RenderSpec repeated = spec;
      repeated.sequence = Sequence::parse(letters);
      const PixelValues<TypeParam> more = values_of<TypeParam>(repeated);
      ASSERT_EQ(more.exponents, once.exponents) << repeats << " times " << spec_text(spec);
      ASSERT_EQ(more.periods, once.periods) << repeats << " times " << spec_text(spec);
    }
  }
}

}  // namespace
}  // namespace lyap
