#include "tests/emulated_cuda/settings.h"

#include <cstdio>

#include <gtest/gtest.h>

namespace lyap::emulated {
namespace {

/// Every run of the tests says its seed, so that one that fails can be repeated.
class PrintedSeed : public testing::Environment {
 public:
  void SetUp() override { std::printf("LYAP_EMULATED_CUDA_SEED=%u\n", settings().seed); }
};

[[maybe_unused]] const auto* const kPrintedSeed = testing::AddGlobalTestEnvironment(new PrintedSeed);

}  // namespace
}  // namespace lyap::emulated
