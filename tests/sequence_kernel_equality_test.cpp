#include "tests/backend_under_test.h"
#include "tests/reference_pixels.h"
#include "tests/step_list_specs.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

// Kernels made for a sequence against the code that all backends share, on a GPU.

namespace lyap {
namespace {

class SequenceKernel : public BackendTest, public testing::WithParamInterface<std::size_t> {
 protected:
  void SetUp() override { require("cuda"); }
};

TEST_P(SequenceKernel, HasTheBitsOfTheReference) {
  RenderSpec spec = step_list_specs().at(GetParam());
  spec.size = {203, 57};
  const std::unique_ptr<Backend> backend =
      backend_.create({.slots = 2, .kernels_made = KernelsMade::kAtOnce, .stop = {}});
  for (const bool brute_force : {false, true}) {
    spec.brute_force = brute_force;
    const auto frame = std::make_shared<const Frame>(spec, two_colors(), PixelFormat::kExponents, true);
    const ReferencePicture expected = reference_picture(*frame);
    backend->submit(0, frame, {0, spec.size.height});
    const Band band = backend->wait(0);
    EXPECT_EQ(band.code_path, "CUDA, made for the sequence") << spec_text(spec);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(band.pixels.data());
    EXPECT_TRUE(same_pixels(*frame, expected.pixels, {bytes, band.pixels.size()})) << spec_text(spec);
    EXPECT_TRUE(std::equal(band.periods.begin(), band.periods.end(), expected.periods.begin(), expected.periods.end()))
        << spec_text(spec);
  }
}

INSTANTIATE_TEST_SUITE_P(Cuda, SequenceKernel, testing::Range(std::size_t{0}, step_list_specs().size()),
                         [](const auto& test) { return "list_" + std::to_string(test.param); });

}  // namespace
}  // namespace lyap
