#include "tests/support/backend_under_test.h"
#include "tests/support/computed_rows.h"
#include "tests/support/random_spec.h"

#include <cstdint>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// The map steps of all orbits of a picture.
std::int64_t all_steps(const RenderSpec& spec) {
  return std::int64_t{spec.size.width} * spec.size.height * (spec.iterations - 1 + spec.transient);
}

/// How many map steps backends say they computed.
class ComputedSteps : public BackendTest, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override { require(GetParam()); }

  std::int64_t steps(const RenderSpec& spec) const {
    return computed_rows<float>(spec, {0, spec.size.height}, 1, backend_.name).steps;
  }
};

TEST_P(ComputedSteps, AreAllByBruteForceAndAtMostThatOtherwise) {
  for (std::uint64_t seed = 8000; seed < 8040; ++seed) {
    Random random(seed);
    RenderSpec spec = random_spec(random, 50'000);
    SCOPED_TRACE(spec_text(spec));
    EXPECT_LE(steps(spec), all_steps(spec));
    EXPECT_GT(steps(spec), 0);
    spec.brute_force = true;
    EXPECT_EQ(steps(spec), all_steps(spec));
  }
}

TEST_P(ComputedSteps, AreAllWhereOrbitsAreTooShortToClose) {
  RenderSpec spec = spec_of("AB");
  spec.size = {45, 19};
  for (const std::int64_t iterations : {2, 3, 4, 30}) {
    for (const std::int64_t transient : {0, 1, 29}) {
      spec.iterations = iterations;
      spec.transient = transient;
      EXPECT_EQ(steps(spec), all_steps(spec)) << spec_text(spec);
    }
  }
}

// Rates from 2.2 to 2.8: the multiplier of two steps is below 0.8² about, and an error of 1 is below 2^-24 after 40
// periods of it; twice that closes most orbits, and the schedule looks again after at most half as many. A hundredth of
// 100 000 steps is 12 times 80.
TEST_P(ComputedSteps, AreFewWhereOrbitsAreStable) {
  RenderSpec spec = spec_of("AB");
  spec.size = {67, 33};
  spec.horizontal.range = {2.2, 2.8};
  spec.vertical.range = {2.2, 2.8};
  spec.iterations = 50'000;
  spec.transient = 50'000;
  EXPECT_LT(100 * steps(spec), all_steps(spec));
}

INSTANTIATE_TEST_SUITE_P(Cpu, ComputedSteps, testing::Values("cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"),
                         [](const auto& backend) { return test_name_of(backend.param); });
INSTANTIATE_TEST_SUITE_P(Cuda, ComputedSteps, testing::Values("cuda"),
                         [](const auto& backend) { return test_name_of(backend.param); });

}  // namespace
}  // namespace lyap
