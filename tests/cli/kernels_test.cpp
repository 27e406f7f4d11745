#include "tests/cli/cli_test.h"
#include "tests/support/backend_under_test.h"
#include "tests/support/environment_variable.h"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;

class CliKernelsTest : public CliTest {
 protected:
  /// Runs `lyap kernels`; skips where this program has no compiler and need not have one.
  ProgramResult kernels(const std::string& arguments) {
    const EnvironmentVariable cache("XDG_CACHE_HOME", folder_.path().string());
    return run("kernels " + arguments);
  }

  void SetUp() override {
    const ProgramResult probe = kernels("A --precision f32 --architecture 90");
    const bool is_missing = probe.err.find("built without CUDA") != std::string::npos ||
                            probe.err.find("cannot open shared object file") != std::string::npos;
    if (is_missing && !is_required("cuda")) GTEST_SKIP() << probe.err;
    ASSERT_EQ(probe.status, 0) << probe.err;
  }

  std::ptrdiff_t kept() const {
    return std::distance(std::filesystem::directory_iterator(folder_.path() / "lyap" / "kernels"),
                         std::filesystem::directory_iterator());
  }
};

TEST_F(CliKernelsTest, TellsWhatTheCompilerMadeAndKeepsIt) {
  const std::ptrdiff_t before = kept();
  const ProgramResult result = kernels("AB AABAB --architecture 75,90");
  EXPECT_EQ(result.status, 0) << result.err;
  for (const std::string precision : {"f32", "f64"}) {
    for (const std::string target : {"sm_75", "sm_90"}) {
      // The one place where registers are short: GPUs of 7.5, which are no match for a CPU in double precision.
      const std::string spilled = precision == "f64" && target == "sm_75" ? "[08]" : "0";
      for (const std::string sequence : {"AB", "AABAB"}) {
        EXPECT_THAT(result.out, ContainsRegex("[|] " + sequence + " +[|] " + precision + " +[|] " + target +
                                              " [|] +[0-9]+ [|] +" + spilled + " [|]"));
      }
    }
  }
  EXPECT_THAT(result.out, HasSubstr("kept in " + (folder_.path() / "lyap" / "kernels").string()));
  EXPECT_EQ(kept() - before, 2 * 8) << "each for this version of the compiler, and for machines without one";
}

// Where the rounds begin depends on where the orbit ends.
TEST_F(CliKernelsTest, KeepsOneKernelForAllIterationsOfOneRemainder) {
  const std::ptrdiff_t before = kept();
  for (const char* iterations : {"400", "2000", "402"}) {
    EXPECT_EQ(kernels(std::string("AB --precision f32 --architecture 90 -n ") + iterations).status, 0);
  }
  EXPECT_EQ(kept() - before, 2);
  EXPECT_EQ(kernels("AB --precision f32 --architecture 90 -n 401").status, 0);
  EXPECT_EQ(kept() - before, 4);
}

// What differs between them are numbers.
TEST_F(CliKernelsTest, KeepsOneKernelForAllSequencesOfOneLength) {
  const std::ptrdiff_t before = kept();
  EXPECT_EQ(kernels("AABAB ABABB CCDAB --precision f32 --architecture 90").status, 0);
  EXPECT_EQ(kept() - before, 2);
}

TEST_F(CliKernelsTest, SaysForWhichSequencesThereIsNone) {
  EXPECT_THAT(kernels("A300B --architecture 90 --precision f32").out, HasSubstr("not made"));
}

TEST_F(CliKernelsTest, RefusesWhatIsUnknown) {
  const ProgramResult result = kernels("AB --architecture 12");
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("--architecture"), HasSubstr("does not know 12"), HasSubstr(" 90")));
  EXPECT_THAT(kernels("AB --precision f16").err, HasSubstr("'f16' is not known"));
  EXPECT_THAT(kernels("A8.5").err, HasSubstr("SEQUENCE"));
}

TEST_F(CliKernelsTest, FailsWhereAKernelCannotBeKept) {
  std::filesystem::remove_all(folder_.path() / "lyap");
  std::ofstream(folder_ / "lyap") << "a file";
  const ProgramResult result = kernels("AB --precision f32 --architecture 90");
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, HasSubstr((folder_.path() / "lyap" / "kernels").string()));
}

}  // namespace
}  // namespace lyap
