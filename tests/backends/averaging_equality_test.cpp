#include "tests/backends/averaging_test.h"
#include "tests/support/random_palette.h"

#include <memory>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

constexpr PixelFormat kFormats[] = {PixelFormat::kRgb24,     PixelFormat::kRgb48,     PixelFormat::kYuv444p,
                                    PixelFormat::kYuv420p,   PixelFormat::kYuv420p10, PixelFormat::kYuv420p12,
                                    PixelFormat::kYuv422p10, PixelFormat::kYuv444p10, PixelFormat::kGbrp10};
constexpr SampleFilter kFilters[] = {SampleFilter::kBox, SampleFilter::kTriangle, SampleFilter::kGaussian,
                                     SampleFilter::kMitchell, SampleFilter::kLanczos};

class AveragingEquality : public AveragingTest {};

TEST_P(AveragingEquality, OfColorsIsThatOfTheFormulasInEveryFormatAndFilter) {
  Random random(1);
  for (const SampleFilter filter : kFilters) {
    for (const int per_side : {1, 2, 3, 5}) {
      if (Sampling{per_side, filter}.is_single()) continue;
      const RenderSpec spec = small_spec("AABAB", {per_side, filter});
      const Palette palette = random_palette(random, 300);
      for (const PixelFormat format : kFormats) {
        SCOPED_TRACE(fmt::format("{} samples, {}, {}", per_side, name_of(filter), static_cast<int>(format)));
        const auto frame = averaged_frame(format, spec, palette);
        ASSERT_TRUE(same_pixels(*frame, reference_averages(*frame, palette), picture(frame)));
      }
    }
  }
}

TEST_P(AveragingEquality, OfAsManySamplesAsThereMayBe) {
  Random random(2);
  RenderSpec spec = small_spec("AB", {Sampling::kMaxPerSide, SampleFilter::kBox});
  spec.size = {9, 5};
  const Palette palette = random_palette(random, 256);
  const auto frame = averaged_frame(PixelFormat::kRgb24, spec, palette);
  EXPECT_TRUE(same_pixels(*frame, reference_averages(*frame, palette), picture(frame)));
}

TEST_P(AveragingEquality, OfExponentsIsTheColorOfTheirMean) {
  Random random(3);
  for (const SampleFilter filter : kFilters) {
    RenderSpec spec = small_spec("AB", {3, filter, AverageOf::kExponent});
    spec.horizontal.range = {-2.1, 4.1};
    const Palette palette = random_palette(random, 200);
    const auto frame = averaged_frame(PixelFormat::kIndexed8, spec, palette);
    EXPECT_TRUE(same_pixels(*frame, reference_exponent_averages(*frame, palette), picture(frame))) << name_of(filter);
  }
}

TEST_P(AveragingEquality, DoesNotDependOnBandsAndThreads) {
  Random random(4);
  const Palette palette = random_palette(random, 256);
  for (const SampleFilter filter : {SampleFilter::kBox, SampleFilter::kMitchell}) {
    RenderSpec spec = small_spec("AABAB", {4, filter});
    spec.size = {430, 70};
    spec.iterations = is_emulated(*backend_.create({})) ? 5 : 40;
    if (is_emulated(*backend_.create({}))) spec.size = {43, 20};
    const auto frame = averaged_frame(PixelFormat::kRgb24, spec, palette);
    const auto whole = picture(frame);
    for (const int rows : {1, 5, 33}) {
      EXPECT_TRUE(same_pixels(*frame, whole, picture(frame, rows, {.threads = 3}))) << rows << " rows";
    }
  }
}

TEST_P(AveragingEquality, OfPeriodsIsOfTheirColors) {
  Random random(5);
  RenderSpec spec = small_spec("AB", {4, SampleFilter::kBox});
  spec.shown = Quantity::kPeriod;
  const Palette palette = random_palette(random, 64);
  const auto frame = averaged_frame(PixelFormat::kYuv444p, spec, palette);
  EXPECT_TRUE(same_pixels(*frame, reference_averages(*frame, palette), picture(frame)));
}

// A slot that had a picture of other samples, filters and colours before.
TEST_P(AveragingEquality, SlotsTakeFramesOfOtherSamplings) {
  Random random(6);
  const std::unique_ptr<Backend> backend = backend_.create({.slots = 1});
  for (const Sampling& sampling : {Sampling{2, SampleFilter::kLanczos}, Sampling{1, SampleFilter::kBox},
                                   Sampling{3, SampleFilter::kBox}, Sampling{1, SampleFilter::kGaussian}}) {
    const RenderSpec spec = small_spec("AB", sampling);
    const Palette palette = random_palette(random, 300);
    for (const PixelFormat format : {PixelFormat::kYuv420p, PixelFormat::kRgb24}) {
      const auto frame = averaged_frame(format, spec, palette);
      backend->submit(0, frame, {0, spec.size.height});
      const Band band = backend->wait(0);
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(band.pixels.data());
      std::vector<std::uint8_t> expected;
      if (!sampling.is_single()) {
        expected = reference_averages(*frame, palette);
      } else {
        expected = format == PixelFormat::kRgb24 ? reference_pixels(*frame) : reference_yuv_pixels(*frame, palette);
      }
      EXPECT_TRUE(same_pixels(*frame, expected, {bytes, band.pixels.size()}));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Cpu, AveragingEquality,
                         testing::Combine(testing::Values("cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"),
                                          testing::ValuesIn(kBothPrecisions)),
                         averaging_test_name);

INSTANTIATE_TEST_SUITE_P(Cuda, AveragingEquality,
                         testing::Combine(testing::Values("cuda"), testing::ValuesIn(kBothPrecisions)),
                         averaging_test_name);

}  // namespace
}  // namespace lyap
