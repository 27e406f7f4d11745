#include "tests/backends/averaging_test.h"

#include <cstdlib>
#include <memory>
#include <vector>

namespace lyap {
namespace {

/// Samples of pixels that need them, on every backend in both precisions: the bytes of a rule and of sums that are made
/// here pixel after pixel. Palettes change slowly enough that there are pixels of both kinds.
class AdaptiveSamples : public AveragingTest {
 protected:
  static Sampling adaptive(int per_side, AverageOf average = AverageOf::kColor) {
    return {per_side, SampleFilter::kBox, average, true};
  }

  /// A window in which so few pixels have even gradients, and sharp edges.
  RenderSpec window_of(const char* sequence, const Sampling& sampling) const {
    RenderSpec spec = small_spec(sequence, sampling);
    spec.horizontal.range = spec.vertical.range = {2.9, 3.3};
    return spec;
  }

  static void expect_both_kinds(const Frame& frame, const Palette& palette) {
    const Centres centres(frame, colors_of(frame, palette));
    int bends = 0;
    for (int row = 0; row < frame.size().height; ++row) {
      for (int column = 0; column < frame.size().width; ++column) bends += centres.bend_at(column, row) ? 1 : 0;
    }
    EXPECT_GT(bends, 0);
    EXPECT_LT(bends, frame.size().width * frame.size().height);
  }
};

TEST_P(AdaptiveSamples, OfColorsAreThoseOfTheRuleInEveryFormat) {
  const Palette palette = find_palette("viridis");
  for (const int per_side : {2, 3, 4, 7}) {
    for (const PixelFormat format :
         {PixelFormat::kRgb24, PixelFormat::kYuv444p, PixelFormat::kYuv420p, PixelFormat::kYuv420p10}) {
      SCOPED_TRACE(fmt::format("{} samples, {}", per_side, static_cast<int>(format)));
      const auto frame = averaged_frame(format, window_of("AABAB", adaptive(per_side)), palette);
      expect_both_kinds(*frame, palette);
      ASSERT_TRUE(same_pixels(*frame, reference_averages(*frame, palette), picture(frame)));
    }
  }
}

TEST_P(AdaptiveSamples, OfExponentsAreThoseOfTheRule) {
  const Palette palette = find_palette("viridis");
  for (const int per_side : {2, 5}) {
    const RenderSpec spec = window_of("AB", adaptive(per_side, AverageOf::kExponent));
    const auto frame = averaged_frame(PixelFormat::kIndexed8, spec, palette);
    expect_both_kinds(*frame, palette);
    EXPECT_TRUE(same_pixels(*frame, reference_exponent_averages(*frame, palette), picture(frame)));
  }
}

// What the tables of a plane may have in addition, and the other form.
TEST_P(AdaptiveSamples, OfPlanesOfEveryKind) {
  const Palette palette = find_palette("viridis");
  std::vector<RenderSpec> specs(3, small_spec("AB", adaptive(3)));
  specs[0].horizontal.range = specs[0].vertical.range = {0, 4};
  specs[1].sequence = Sequence::parse("(AB)20B20A5");
  specs[2].sequence = Sequence::parse("ACB");
  specs[2].constants['C'] = 4;
  specs[2].transient = 3;
  for (const RenderSpec& spec : specs) {
    const auto frame = averaged_frame(PixelFormat::kRgb24, spec, palette);
    EXPECT_TRUE(same_pixels(*frame, reference_averages(*frame, palette), picture(frame))) << spec_text(spec);
  }
}

TEST_P(AdaptiveSamples, OfPeriodsAreOfTheirColors) {
  const Palette palette = find_palette("viridis");
  RenderSpec spec = small_spec("AB", adaptive(4));
  spec.shown = Quantity::kPeriod;
  const auto frame = averaged_frame(PixelFormat::kRgb24, spec, palette);
  expect_both_kinds(*frame, palette);
  EXPECT_TRUE(same_pixels(*frame, reference_averages(*frame, palette), picture(frame)));
}

TEST_P(AdaptiveSamples, DoNotDependOnBandsAndThreads) {
  const bool slow = is_emulated(*backend_.create({}));
  RenderSpec spec = window_of("AABAB", adaptive(4));
  spec.size = slow ? Size{43, 20} : Size{430, 90};
  spec.iterations = slow ? 5 : 40;
  const auto frame = averaged_frame(PixelFormat::kRgb24, spec, find_palette("viridis"));
  const auto whole = picture(frame);
  for (const int rows : {1, 5, 33}) {
    EXPECT_TRUE(same_pixels(*frame, whole, picture(frame, rows, {.threads = 3}))) << rows << " rows";
  }
}

// A slot that had other samples before.
TEST_P(AdaptiveSamples, SlotsTakeFramesOfOtherSamplings) {
  const std::unique_ptr<Backend> backend = backend_.create({.slots = 1});
  const Palette palette = find_palette("viridis");
  for (const Sampling& sampling : {adaptive(2), Sampling{3}, adaptive(4)}) {
    const auto frame = averaged_frame(PixelFormat::kRgb24, window_of("AB", sampling), palette);
    backend->submit(0, frame, {0, frame->size().height});
    const Band band = backend->wait(0);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(band.pixels.data());
    EXPECT_TRUE(same_pixels(*frame, reference_averages(*frame, palette), {bytes, band.pixels.size()}));
  }
}

// What README says of 4×4 samples: at most 2 of 255 levels away from all of them in 99.9 % of the pixels.
TEST_P(AdaptiveSamples, AreNearWhatAllOfThemWouldBe) {
  if (is_emulated(*backend_.create({}))) GTEST_SKIP() << "the same bits, and much work";
  for (const auto& [sequence, palette] : {std::pair("AB", "twilight"), {"AABAB", "viridis"}, {"B6A6", "managua"}}) {
    RenderSpec spec = small_spec(sequence, adaptive(4));
    spec.size = {640, 360};
    spec.iterations = 400;
    const auto some = picture(averaged_frame(PixelFormat::kRgb24, spec, find_palette(palette)));
    spec.sampling.adaptive = false;
    const auto all = picture(averaged_frame(PixelFormat::kRgb24, spec, find_palette(palette)));
    int far = 0;
    for (std::size_t i = 0; i < all.size(); i += 3) {
      int farthest = 0;
      for (std::size_t c = i; c < i + 3; ++c) farthest = std::max(farthest, std::abs(all[c] - some[c]));
      far += farthest > 2 ? 1 : 0;
    }
    EXPECT_LE(far, 640 * 360 / 1000) << sequence;
  }
}

INSTANTIATE_TEST_SUITE_P(Cpu, AdaptiveSamples,
                         testing::Combine(testing::Values("cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"),
                                          testing::ValuesIn(kBothPrecisions)),
                         averaging_test_name);

INSTANTIATE_TEST_SUITE_P(Cuda, AdaptiveSamples,
                         testing::Combine(testing::Values("cuda"), testing::ValuesIn(kBothPrecisions)),
                         averaging_test_name);

}  // namespace
}  // namespace lyap
