#include "host/backends/cuda/kernel_compiler.h"

#include "host/backends/cuda/cuda_architectures.h"
#include "host/base/error.h"
#include "host/compute/plane.h"
#include "host/compute/step_list.h"
#include "tests/support/message_of.h"
#include "tests/support/reference_pixels.h"
#include "tests/support/step_list_specs.h"

#include <algorithm>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// NVRTC needs neither a GPU nor a driver.

namespace lyap {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string step_list_of(const RenderSpec& spec) {
  const Plane plane(spec);
  return plane.with_tables([](const auto& tables) { return make_step_list(tables); }).value().text;
}

std::vector<int> built_capabilities() {
  std::vector<int> capabilities;
  for (const CudaArchitecture& built : built_cuda_architectures()) capabilities.push_back(built.capability);
  return capabilities;
}

std::string text_of(const std::vector<std::byte>& code) {
  return {reinterpret_cast<const char*>(code.data()), code.size()};
}

class KernelCompilerFor : public testing::TestWithParam<int> {};

TEST_P(KernelCompilerFor, MakesMachineCodeThatSpillsHardlyAnything) {
  const KernelCompiler compiler;
  ASSERT_THAT(compiler.architectures(), testing::Contains(GetParam()));
  for (const std::size_t spec : {2U, 5U}) {  // AB in float, AABAB with a transient in double
    const CompiledKernel kernel = compiler.compile(step_list_of(step_list_specs().at(spec)), GetParam());
    EXPECT_THAT(text_of(kernel.code), StartsWith("\x7f"
                                                 "ELF"));
    EXPECT_THAT(text_of(kernel.code), HasSubstr(KernelCompiler::kFunction));
    // For 10.0 one double of AABAB is spilled where there is a transient; an operand in the loop would be more.
    EXPECT_LE(kernel.spilled_bytes, 8);
    EXPECT_GT(kernel.registers, 16);
    EXPECT_LE(kernel.registers, 128) << "16 warps on a multiprocessor of 65536 registers";
  }
}

INSTANTIATE_TEST_SUITE_P(EveryArchitecture, KernelCompilerFor, testing::ValuesIn(built_capabilities()),
                         [](const auto& test) { return "sm_" + std::to_string(test.param); });

// The most code and the most coefficients.
TEST(KernelCompiler, HoldsTheLongestListsInRegisters) {
  for (const std::size_t spec : {11U, 12U, 13U}) {
    EXPECT_EQ(KernelCompiler().compile(step_list_of(step_list_specs().at(spec)), 90).spilled_bytes, 0) << spec;
  }
}

TEST(KernelCompiler, GivesOneKeyToOneCode) {
  const std::string ab = step_list_of(step_list_specs().at(2));
  const std::string aabab = step_list_of(step_list_specs().at(4));
  EXPECT_EQ(KernelCompiler::keys_of(ab, 90), KernelCompiler::keys_of(ab, 90));
  for (const std::size_t key : {0U, 1U}) {
    EXPECT_NE(KernelCompiler::keys_of(ab, 90).at(key), KernelCompiler::keys_of(ab, 86).at(key));
    EXPECT_NE(KernelCompiler::keys_of(ab, 90).at(key), KernelCompiler::keys_of(aabab, 90).at(key));
    EXPECT_THAT(KernelCompiler::keys_of(ab, 90).at(key), HasSubstr("CUDA 1"));
  }
}

TEST(KernelCompiler, NamesItsVersionInTheFirstKeyAlone) {
  const std::vector<std::string> keys = KernelCompiler::keys_of(step_list_of(step_list_specs().at(2)), 90);
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_THAT(keys[0], StartsWith(KernelCompiler().version() + "\n"));
  EXPECT_THAT(keys[1], testing::Not(HasSubstr("NVRTC")));
}

// The list is the longest; compiling it takes a second or more.
TEST(KernelCompiler, GivesUpWhenAStopIsRequested) {
  const std::string list = step_list_of(step_list_specs().at(13));
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW(KernelCompiler().compile(list, 90, source.get_token()), Interrupted);
}

TEST(KernelCompiler, SaysWhatIsWrongWithAList) {
  const KernelCompiler compiler;
  EXPECT_THAT(message_of<Failure>([&] { compiler.compile("#error no such list", 90); }), HasSubstr("no such list"));
  EXPECT_THAT(message_of<Failure>([&] { compiler.compile(step_list_of(step_list_specs().at(2)), 12); }),
              StartsWith("NVRTC: "));
}

}  // namespace
}  // namespace lyap
