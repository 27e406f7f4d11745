#include "tests/support/backend_under_test.h"
#include "tests/support/computed_rows.h"
#include "tests/support/environment_variable.h"
#include "tests/support/random_palette.h"
#include "tests/support/reference_pixels.h"
#include "tests/support/step_list_specs.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

// Kernels made for a sequence against the code that all backends share, on a GPU.

namespace lyap {
namespace {

constexpr std::string_view kMade = "CUDA, made for the sequence";

class SequenceKernel : public BackendTest, public testing::WithParamInterface<std::size_t> {
 protected:
  void SetUp() override { require("cuda"); }

  std::unique_ptr<Backend> backend(KernelsMade made = KernelsMade::kAtOnce) const {
    return backend_.create({.slots = 2, .kernels_made = made});
  }

  /// Rows of the frame as the backend makes them, against the reference picture of all.
  static void expect_rows(Backend& backend, const std::shared_ptr<const Frame>& frame, const ReferencePicture& expected,
                          Rows rows) {
    backend.submit(0, frame, rows);
    const Band band = backend.wait(0);
    EXPECT_EQ(band.code_path, kMade);
    const auto* pixels = reinterpret_cast<const std::uint8_t*>(band.pixels.data());
    const std::size_t first = frame->bytes_of_rows(rows.first);
    EXPECT_TRUE(std::equal(pixels, pixels + band.pixels.size(), expected.pixels.begin() + static_cast<long>(first)));
    const auto pixel = static_cast<long>(rows.first) * frame->size().width;
    EXPECT_TRUE(std::equal(band.periods.begin(), band.periods.end(), expected.periods.begin() + pixel));
  }

 private:
  TemporaryFolder folder_;
  const EnvironmentVariable cache_{"XDG_CACHE_HOME", folder_.path().string()};
};

TEST_P(SequenceKernel, HasTheBitsOfTheReference) {
  RenderSpec spec = step_list_specs().at(GetParam());
  spec.size = {203, 57};
  SCOPED_TRACE(spec_text(spec));
  const std::unique_ptr<Backend> cuda = backend();
  for (const bool brute_force : {false, true}) {
    spec.brute_force = brute_force;
    const auto frame = std::make_shared<const Frame>(spec, Beside::kPeriods);
    const ReferencePicture expected = reference_picture(*frame);
    for (const Rows rows : {Rows{0, 57}, Rows{5, 13}, Rows{56, 1}}) expect_rows(*cuda, frame, expected, rows);
  }
}

TEST_P(SequenceKernel, HasTheColorsOfTheReference) {
  RenderSpec spec = step_list_specs().at(GetParam());
  spec.size = {68, 22};
  SCOPED_TRACE(spec_text(spec));
  const std::unique_ptr<Backend> cuda = backend();
  for (const PixelFormat format : {PixelFormat::kIndexed8, PixelFormat::kRgb24}) {
    for (const Quantity shown : {Quantity::kExponent, Quantity::kPeriod}) {
      spec.shown = shown;
      Random random(GetParam());
      const auto frame = shared_frame_in(format, spec, random_palette(random, 256), Beside::kPeriods);
      const ReferencePicture expected = reference_picture(*frame);
      for (const Rows rows : {Rows{0, 22}, Rows{7, 9}}) expect_rows(*cuda, frame, expected, rows);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Cuda, SequenceKernel, testing::Range(std::size_t{0}, step_list_specs().size()),
                         [](const auto& test) { return "list_" + std::to_string(test.param); });

class SequenceKernelOfLongOrbits : public SequenceKernel {};

// So much work that a band takes several launches.
TEST_P(SequenceKernelOfLongOrbits, HasTheBitsOfTheProcessor) {
  RenderSpec spec = step_list_specs().at(GetParam());
  spec.size = {640, 64};
  spec.iterations += is_emulated(*backend(KernelsMade::kNever)) ? 600 : 560'000;
  const auto expected = computed_rows<float>(spec, {0, spec.size.height});
  const auto frame = std::make_shared<const Frame>(spec, Beside::kPeriods);
  for (const KernelsMade made : {KernelsMade::kAtOnce, KernelsMade::kNever}) {
    const std::unique_ptr<Backend> cuda = backend(made);
    cuda->submit(0, frame, {0, spec.size.height});
    const Band band = cuda->wait(0);
    EXPECT_EQ(band.code_path, made == KernelsMade::kAtOnce ? kMade : "CUDA");
    ASSERT_EQ(band.pixels.size(), expected.exponents.size() * sizeof(float));
    EXPECT_EQ(std::memcmp(band.pixels.data(), expected.exponents.data(), band.pixels.size()), 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Cuda, SequenceKernelOfLongOrbits, testing::Values(std::size_t{2}),
                         [](const auto& test) { return "list_" + std::to_string(test.param); });

}  // namespace
}  // namespace lyap
