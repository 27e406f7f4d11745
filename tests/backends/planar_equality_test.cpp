#include "host/color/continuous_palette.h"
#include "host/color/picture_format.h"
#include "tests/support/backend_under_test.h"
#include "tests/support/random_palette.h"
#include "tests/support/random_spec.h"
#include "tests/support/reference_yuv.h"

#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// Planar frames on every backend in both precisions: the bytes of the standard's formulas.
class PlanarEquality : public BackendTest, public testing::WithParamInterface<std::tuple<const char*, Precision>> {
 protected:
  void SetUp() override { require(std::get<0>(GetParam())); }

  void expect_reference(RenderSpec spec, const Palette& palette, PixelFormat format,
                        const BackendOptions& options = {}) const {
    spec.precision = std::get<1>(GetParam());
    if (has_subsampled_chroma(format)) spec.size.width += spec.size.width % 2;
    if (subsamples_rows(format)) spec.size.height += spec.size.height % 2;
    SCOPED_TRACE(fmt::format("{} with {} colours: {}", name_of(format), palette.entries.size(), spec_text(spec)));
    const auto frame = shared_frame_in(format, spec, palette);
    const std::unique_ptr<Backend> backend = backend_.create(options);
    EXPECT_EQ(backend->rows_per_band(*frame), spec.size.height) << "planes are of a whole picture";
    backend->submit(0, frame, {0, spec.size.height});
    const Band band = backend->wait(0);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(band.pixels.data());
    EXPECT_TRUE(same_pixels(*frame, reference_yuv_pixels(*frame, palette), {bytes, band.pixels.size()}));
    EXPECT_EQ(band.code_path, code_path_of(backend_.name));
  }

  void expect_reference_in_all_formats(const RenderSpec& spec, const Palette& palette) const {
    for (const PixelFormat format : kPlanarFormats) expect_reference(spec, palette, format);
  }
};

TEST_P(PlanarEquality, RandomPicturesHaveTheBytesOfTheFormulas) {
  constexpr std::uint64_t kSpecs = 20;
  constexpr std::int64_t kSteps = 50'000;
  for (std::uint64_t seed = 3000; seed < 3000 + kSpecs && !HasFailure(); ++seed) {
    Random random(seed);
    RenderSpec spec = random_spec(random, kSteps);
    spec.shown = seed % 2 == 0 ? Quantity::kPeriod : Quantity::kExponent;
    for (const int entries : {2, 256, 510}) {
      expect_reference_in_all_formats(spec, random_palette(random, entries));
    }
  }
}

TEST_P(PlanarEquality, SmallestAndThinPicturesHaveTheBytesOfTheFormulas) {
  Random random(2);
  RenderSpec spec = spec_of("AB");
  spec.iterations = 40;
  for (const Size size : {Size{1, 1}, Size{2, 2}, Size{2, 9}, Size{9, 2}, Size{3, 64}, Size{131, 7}}) {
    spec.size = size;
    expect_reference_in_all_formats(spec, random_palette(random, 256));
  }
}

// CPU backends work on segments of 3840 pixels, and a pair of rows is finished by whoever does its last one.
TEST_P(PlanarEquality, RowsOfSeveralSegmentsHaveTheBytesOfTheFormulas) {
  Random random(3);
  RenderSpec spec = spec_of("AABAB");
  spec.iterations = 20;
  spec.size = {7700, 6};
  const Palette palette = random_palette(random, 510);
  for (const int threads : {1, 2, 5}) {
    for (const PixelFormat format : kPlanarFormats) expect_reference(spec, palette, format, {.threads = threads});
  }
}

// More pixels than a launch on a GPU has; 1100 · 953 is the last row that fits into 2^20, so the next begins at an odd
// row.
TEST_P(PlanarEquality, FramesOfSeveralLaunchesHaveTheBytesOfTheFormulas) {
  Random random(4);
  RenderSpec spec = spec_of("AB");
  spec.iterations = 3;
  spec.size = {1100, 1000};
  if (is_emulated(*backend_.create({}))) {
    spec.iterations = 30;
    spec.size = {276, 100};
  }
  expect_reference_in_all_formats(spec, random_palette(random, 256));
}

// One slot for films of different kinds one after the other: nothing of the last one may remain in its buffers.
TEST_P(PlanarEquality, SlotsTakeFramesOfOtherColorsAndFormats) {
  Random random(5);
  RenderSpec spec = spec_of("AB");
  spec.iterations = 30;
  spec.precision = std::get<1>(GetParam());
  const std::unique_ptr<Backend> backend = backend_.create({.slots = 1});
  for (const Size size : {Size{40, 30}, Size{40, 30}, Size{60, 8}, Size{6, 2}}) {
    spec.size = size;
    for (const PixelFormat format : {PixelFormat::kYuv420p10, PixelFormat::kYuv444p, PixelFormat::kYuv420p,
                                     PixelFormat::kYuv422p10, PixelFormat::kGbrp10}) {
      const Palette palette = random_palette(random, random.between(2, 400));
      const auto frame = shared_frame_in(format, spec, palette);
      backend->submit(0, frame, {0, size.height});
      const std::span<const std::byte> pixels = backend->wait(0).pixels;
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(pixels.data());
      EXPECT_TRUE(same_pixels(*frame, reference_yuv_pixels(*frame, palette), {bytes, pixels.size()}));
    }
  }
}

// One colour table for all frames, and a slot that had another in between.
TEST_P(PlanarEquality, FramesOfAFilmShareTheirColors) {
  Random random(6);
  const std::unique_ptr<Backend> backend = backend_.create({.slots = 1});
  const Palette palette = random_palette(random, 300);
  const auto colors = std::make_shared<const ColorTable>(entry_colors(palette), PixelFormat::kYuv420p);
  RenderSpec spec = spec_of("AB");
  spec.size = {90, 40};
  spec.precision = std::get<1>(GetParam());
  for (const std::int64_t iterations : {30, 31, 32}) {
    spec.iterations = iterations;
    const auto film = std::make_shared<const Frame>(spec, Coloring{colors});
    const auto other = shared_frame_in(PixelFormat::kRgb24, spec, random_palette(random, 300));
    for (const auto& frame : {film, film, other}) {
      const bool is_film = frame == film;
      backend->submit(0, frame, {0, spec.size.height});
      const std::span<const std::byte> pixels = backend->wait(0).pixels;
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(pixels.data());
      const auto expected = is_film ? reference_yuv_pixels(*frame, palette) : reference_pixels(*frame);
      EXPECT_TRUE(same_pixels(*frame, expected, {bytes, pixels.size()})) << iterations << " iterations";
    }
  }
}

constexpr auto kPrecisions = {Precision::kFloat, Precision::kDouble};

std::string name_of_test(const testing::TestParamInfo<PlanarEquality::ParamType>& info) {
  return test_name_of(std::get<0>(info.param)) + "_" + name_of(std::get<1>(info.param));
}

INSTANTIATE_TEST_SUITE_P(Cpu, PlanarEquality,
                         testing::Combine(testing::Values("cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"),
                                          testing::ValuesIn(kPrecisions)),
                         name_of_test);

INSTANTIATE_TEST_SUITE_P(Cuda, PlanarEquality,
                         testing::Combine(testing::Values("cuda"), testing::ValuesIn(kPrecisions)), name_of_test);

}  // namespace
}  // namespace lyap
