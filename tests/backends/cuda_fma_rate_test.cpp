#include "host/backends/cuda/cuda_fma_rate.h"

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// A GPU as its data sheet has it: what it can do at its boost clock, in Tflop/s.
struct DataSheet {
  CudaDeviceInfo device;
  double float_teraflops;
  double double_teraflops;
};

class CudaFmaRate : public testing::TestWithParam<DataSheet> {};

TEST_P(CudaFmaRate, IsHalfTheFlopsOfTheDataSheet) {
  constexpr double kFlopsOfFma = 2;
  const auto& [device, float_teraflops, double_teraflops] = GetParam();
  // Data sheets give two or three digits.
  EXPECT_NEAR(kFlopsOfFma * peak_fma_rate(device, Precision::kFloat) / 1e12, float_teraflops, 0.015 * float_teraflops);
  EXPECT_NEAR(kFlopsOfFma * peak_fma_rate(device, Precision::kDouble) / 1e12, double_teraflops,
              0.02 * double_teraflops);
}

INSTANTIATE_TEST_SUITE_P(DataSheets, CudaFmaRate,
                         testing::Values(DataSheet{{"Tesla T4", 7, 5, 40, 1.59e9, 0}, 8.1, 8.1 / 32},
                                         DataSheet{{"A100 SXM", 8, 0, 108, 1.41e9, 0}, 19.5, 9.7},
                                         DataSheet{{"GeForce RTX 3090", 8, 6, 82, 1.695e9, 0}, 35.6, 35.6 / 64},
                                         DataSheet{{"GeForce RTX 4090", 8, 9, 128, 2.52e9, 0}, 82.6, 82.6 / 64},
                                         DataSheet{{"H100 SXM", 9, 0, 132, 1.98e9, 0}, 67, 33.5},
                                         DataSheet{{"GeForce RTX 5090", 12, 0, 170, 2.407e9, 0}, 104.8, 104.8 / 64}),
                         [](const auto& sheet) {
                           std::string name = sheet.param.device.name;
                           std::erase(name, ' ');
                           return name;
                         });

TEST(CudaFmaRate, UnknownGenerationsCountAsTheFastest) {
  EXPECT_EQ(fma_lanes(99, 0, Precision::kFloat), 128);
  EXPECT_EQ(fma_lanes(99, 0, Precision::kDouble), 64);
}

}  // namespace
}  // namespace lyap
