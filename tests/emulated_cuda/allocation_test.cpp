#include "host/backends/backend_registry.h"
#include "host/compare/comparison.h"
#include "host/render/still.h"
#include "tests/emulated_cuda/control.h"
#include "tests/support/reference_pixels.h"

#include <memory>

#include <gtest/gtest.h>

// To allocate and to free waits for all that a device does, so that nobody does it for every band.

namespace lyap {
namespace {

class DeviceAllocations : public testing::Test {
 protected:
  void SetUp() override { emulated::plan_failures({}); }

  static long count() {
    const auto calls = emulated::calls();
    long sum = 0;
    for (const char* function : {"cudaMalloc", "cudaFree", "cudaMallocHost", "cudaFreeHost"}) {
      if (const auto found = calls.find(function); found != calls.end()) sum += found->second;
    }
    return sum;
  }
};

TEST_F(DeviceAllocations, AreThoseOfTheFirstPicture) {
  RenderSpec spec = spec_of("AB");
  spec.size = {64, 40};
  spec.iterations = 30;
  const auto frame = shared_frame_in(PixelFormat::kRgb24, spec);
  const auto backend = find_backend("cuda").create({.kernels_made = KernelsMade::kNever});
  render_still(*backend, 3, frame, {[](const Band&) {}, {}});
  const long first = count();
  EXPECT_GT(first, 0);
  for (int i = 0; i < 3; ++i) render_still(*backend, 3, frame, {[](const Band&) {}, {}});
  EXPECT_EQ(count(), first);
}

TEST_F(DeviceAllocations, AreThoseOfTheFirstBandOfAComparison) {
  const std::vector<float> exponents(1000, 0.25F);
  const ExponentBand band{std::as_bytes(std::span(exponents)), nullptr};
  const auto sum = sum_on_device(two_colors(), 0);
  EXPECT_EQ(sum->of_band(band, band, 1000, {}).differing, 0U);
  const long first = count();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(sum->of_band(band, band, 1000, {}).differing, 0U);
  EXPECT_EQ(count(), first);
}

}  // namespace
}  // namespace lyap
