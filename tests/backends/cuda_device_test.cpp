#include "host/compare/comparison.h"
#include "tests/support/backend_under_test.h"
#include "tests/support/reference_pixels.h"

#include <memory>

#include <cuda_runtime_api.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

class CurrentCudaDeviceTest : public BackendTest, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override { require(GetParam()); }

  static int current() {
    int device = -1;
    cudaGetDevice(&device);
    return device;
  }
};

// Who calls us may use CUDA too, on another GPU.
TEST_P(CurrentCudaDeviceTest, IsTheCallersAgainAfterEveryCall) {
  int count = 0;
  if (cudaGetDeviceCount(&count) != cudaSuccess || count < 2) GTEST_SKIP() << "there is one GPU";
  ASSERT_EQ(cudaSetDevice(1), cudaSuccess);
  RenderSpec spec = spec_of("AB");
  spec.size = {16, 12};
  const auto frame = std::make_shared<const Frame>(spec);
  auto backend = backend_.create({.devices = DeviceChoice::of({0})});
  EXPECT_EQ(current(), 1);
  EXPECT_NE(backend->device(), "");
  EXPECT_EQ(current(), 1);
  backend->submit(0, frame, {0, 12});
  EXPECT_EQ(current(), 1);
  const Band band = backend->wait(0);
  EXPECT_EQ(current(), 1);
  const auto sum = sum_on_device(two_colors(), 0);
  EXPECT_EQ(current(), 1);
  const ExponentBand exponents{band.pixels, band.on_device};
  ExponentPairs pairs{};
  pairs.left.is_double = pairs.right.is_double = frame->precision() == Precision::kDouble;
  EXPECT_EQ(sum->of_band(exponents, exponents, 16 * 12, pairs).differing, 0U);
  EXPECT_EQ(current(), 1);
  backend.reset();
  EXPECT_EQ(current(), 1);
}

INSTANTIATE_TEST_SUITE_P(Cuda, CurrentCudaDeviceTest, testing::Values("cuda"),
                         [](const auto& test) { return test_name_of(test.param); });

}  // namespace
}  // namespace lyap
