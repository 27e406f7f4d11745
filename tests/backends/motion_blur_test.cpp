#include "host/spec/film.h"
#include "tests/backends/averaging_test.h"
#include "tests/support/random_palette.h"

#include <memory>
#include <vector>

namespace lyap {
namespace {

/// Frames that are averages of pictures at different times, on every backend in both precisions: the bytes of sums over
/// the samples of all these pictures, each of them shaded here as a picture of its own.
class MotionBlur : public AveragingTest {
 protected:
  Film film_of(const Movement& movement, const Sampling& sampling) const {
    Film film{.picture = small_spec("AABAB", sampling), .movements = {movement}, .rate = {}};
    film.frames = 4;
    film.shutter = 0.5;
    return film;
  }

  /// The window becomes four times as narrow.
  Film zoom(const Sampling& sampling) const { return film_of(Zoom{3.1, 3, 4}, sampling); }

  static Sampling blurred(int sub_frames, Sampling sampling = {}) {
    sampling.sub_frames = sub_frames;
    return sampling;
  }

  static std::shared_ptr<const Frame> frame_of(const Film& film, PixelFormat format, const Palette& palette,
                                               std::int64_t frame = 2) {
    return std::make_shared<const Frame>(film.sub_frame_specs(frame), coloring_of(film.picture, palette, format));
  }
};

TEST_P(MotionBlur, OfColorsIsThatOfTheFormulasInEveryFormatAndFilter) {
  Random random(1);
  const Palette palette = random_palette(random, 300);
  for (const Sampling& sampling : {Sampling{1}, Sampling{3}, Sampling{2, SampleFilter::kMitchell}}) {
    for (const PixelFormat format :
         {PixelFormat::kRgb24, PixelFormat::kYuv444p, PixelFormat::kYuv420p, PixelFormat::kYuv420p10}) {
      const auto frame = frame_of(zoom(blurred(5, sampling)), format, palette);
      ASSERT_EQ(frame->sub_frames().size(), 5U);
      ASSERT_TRUE(same_pixels(*frame, reference_averages(*frame, palette), picture(frame))) << sampling.per_side;
    }
  }
}

TEST_P(MotionBlur, OfExponentsIsTheColorOfTheirMean) {
  Random random(2);
  const Palette palette = random_palette(random, 200);
  for (const int per_side : {1, 2}) {
    const Sampling sampling{per_side, SampleFilter::kBox, AverageOf::kExponent};
    const auto frame = frame_of(zoom(blurred(4, sampling)), PixelFormat::kIndexed8, palette);
    EXPECT_TRUE(same_pixels(*frame, reference_exponent_averages(*frame, palette), picture(frame)));
  }
}

// Pictures whose orbits come near 0 are in another form than those beside them.
TEST_P(MotionBlur, OfPicturesInDifferentForms) {
  Random random(3);
  const Palette palette = random_palette(random, 256);
  Film film = film_of(Sweep{Parameter::x0(), 0.0, 1e-2}, blurred(8));
  film.shutter = 1;
  const auto frame = frame_of(film, PixelFormat::kRgb24, palette, 0);
  EXPECT_TRUE(same_pixels(*frame, reference_averages(*frame, palette), picture(frame)));
}

TEST_P(MotionBlur, DoesNotDependOnBandsAndThreads) {
  const bool slow = is_emulated(*backend_.create({}));
  Random random(4);
  Film film = zoom(blurred(3, {2}));
  film.picture.size = slow ? Size{43, 20} : Size{430, 70};
  film.picture.iterations = slow ? 5 : 40;
  const auto frame = frame_of(film, PixelFormat::kRgb24, random_palette(random, 256));
  const auto whole = picture(frame);
  for (const int rows : {1, 5, 33}) {
    EXPECT_TRUE(same_pixels(*frame, whole, picture(frame, rows, {.threads = 3}))) << rows << " rows";
  }
}

// A sweep from a rate to the same. Colours between those of a palette lie between levels of light.
TEST_P(MotionBlur, LeavesWhatStandsStillAsItIs) {
  Random random(5);
  const Palette palette = random_palette(random, 300);
  for (const int per_side : {1, 2}) {
    Film film = film_of(Sweep{Parameter::x0(), 0.5, 0.5}, blurred(7, {per_side}));
    for (const PixelFormat format : {PixelFormat::kRgb24, PixelFormat::kYuv444p, PixelFormat::kYuv420p}) {
      const auto frame = frame_of(film, format, palette);
      RenderSpec still = film.picture;
      still.sampling.sub_frames = 1;
      const auto unblurred = averaged_frame(format, still, palette);
      EXPECT_TRUE(same_pixels(*frame, picture(unblurred), picture(frame))) << per_side;
    }
  }
}

// A slot that had more pictures a frame before, or fewer.
TEST_P(MotionBlur, SlotsTakeFramesOfOtherShutters) {
  Random random(6);
  const Palette palette = random_palette(random, 256);
  const std::unique_ptr<Backend> backend = backend_.create({.slots = 1});
  for (const int sub_frames : {2, 5, 3}) {
    const auto frame = frame_of(zoom(blurred(sub_frames)), PixelFormat::kRgb24, palette);
    backend->submit(0, frame, {0, frame->size().height});
    const Band band = backend->wait(0);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(band.pixels.data());
    EXPECT_TRUE(same_pixels(*frame, reference_averages(*frame, palette), {bytes, band.pixels.size()}));
  }
}

INSTANTIATE_TEST_SUITE_P(Cpu, MotionBlur,
                         testing::Combine(testing::Values("cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"),
                                          testing::ValuesIn(kBothPrecisions)),
                         averaging_test_name);

INSTANTIATE_TEST_SUITE_P(Cuda, MotionBlur,
                         testing::Combine(testing::Values("cuda"), testing::ValuesIn(kBothPrecisions)),
                         averaging_test_name);

}  // namespace
}  // namespace lyap
