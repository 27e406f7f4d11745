#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "host/render/still.h"
#include "tests/emulated_cuda/control.h"
#include "tests/support/reference_pixels.h"

#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// A device that breaks while a kernel runs takes all that it holds with it: every later call fails, until the process
// ends.

namespace lyap {
namespace {

using testing::AllOf;
using testing::HasSubstr;

struct Breakage {
  cudaError_t error;
  const char* name;
  /// What the user is told of it.
  const char* words;
};

constexpr Breakage kBreakages[] = {
    {cudaErrorECCUncorrectable, "Memory", "its memory has an error that cannot be corrected"},
    {cudaErrorLaunchTimeout, "Watchdog", "the driver ended a kernel that kept a display waiting"},
    {cudaErrorIllegalAddress, "Address", "illegal memory access"},
    {cudaErrorLaunchFailure, "Launch", "unspecified launch failure"},
};

class LostDevice : public testing::TestWithParam<Breakage> {
 protected:
  void SetUp() override { emulated::plan_failures({}); }
  void TearDown() override {
    emulated::plan_failures({});
    emulated::repair_devices();
  }

  static std::shared_ptr<const Frame> frame() {
    RenderSpec spec = spec_of("AB");
    spec.size = {64, 40};
    spec.iterations = 60;
    return shared_frame_in(PixelFormat::kRgb24, spec);
  }

  /// The message of the error; empty if there is none.
  static std::string render_on(Backend& backend) {
    try {
      render_still(backend, 3, frame(), {[](const Band&) {}, {}});
      return "";
    } catch (const Failure& error) {
      return error.what();
    }
  }
};

TEST_P(LostDevice, IsToldAndEndsEverythingOnIt) {
  const auto backend = find_backend("cuda").create({.kernels_made = KernelsMade::kNever});
  ASSERT_EQ(render_on(*backend), "");
  emulated::plan_failures({{emulated::kKernelRuns, 1, GetParam().error}});
  EXPECT_THAT(render_on(*backend), HasSubstr(GetParam().words));
  EXPECT_THAT(render_on(*backend), HasSubstr(GetParam().words)) << "again, and it does not hang";
  EXPECT_THROW(find_backend("cuda").create({}), Failure);
}

INSTANTIATE_TEST_SUITE_P(, LostDevice, testing::ValuesIn(kBreakages),
                         [](const auto& breakage) { return std::string(breakage.param.name); });

}  // namespace
}  // namespace lyap
