#include "host/color/averaging.h"

#include "host/color/continuous_palette.h"
#include "host/color/srgb.h"
#include "tests/support/reference_average.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

Palette all_grays() {
  Palette palette{"grays", {}};
  for (int level = 0; level < 256; ++level) {
    const auto gray = static_cast<std::uint8_t>(level);
    palette.entries.push_back({gray, gray, gray});
  }
  return palette;
}

TEST(Averaging, LightIsThatOfSrgb) {
  // Of IEC 61966-2-1; 188 is the level that looks half as bright as white is in light.
  EXPECT_DOUBLE_EQ(light_of_level(0), 0);
  EXPECT_DOUBLE_EQ(light_of_level(1), 1);
  EXPECT_NEAR(light_of_level(188 / 255.0), 0.5, 0.003);
  EXPECT_NEAR(light_of_level(10 / 255.0), 10 / 255.0 / 12.92, 1e-15);
  for (int i = 0; i <= 1000; ++i) EXPECT_NEAR(level_of_light(light_of_level(i / 1000.0)), i / 1000.0, 3e-5);
}

TEST(Averaging, LeavesPixelsOfOneColorAsTheyAre) {
  const Averaging averaging({2}, entry_colors(all_grays()));
  for (std::size_t level = 0; level < 256; ++level) {
    const auto light = static_cast<std::size_t>(averaging.light()[level] & 0xffff);
    EXPECT_EQ(averaging.encoded()[light], 257 * level) << "in all 16 bits, for formats that are finer than a level";
  }
}

// What a mathematics library gets wrong in the last places must not change a picture.
TEST(Averaging, NoTableIsRoundedNearAHalf) {
  const auto distance = [](double value) { return std::abs(value - std::floor(value) - 0.5); };
  double least = 1;
  for (int level = 0; level < 256; ++level) least = std::min(least, distance(65535 * light_of_level(level / 255.0)));
  for (int light = 0; light <= 65535; ++light) {
    least = std::min(least, distance(65535 * level_of_light(light / 65535.0)));
  }
  EXPECT_GT(least, 1e-7);
}

TEST(Averaging, WeightsAreSymmetricAndHaveRoomInSums) {
  for (const SampleFilter filter : {SampleFilter::kBox, SampleFilter::kTriangle, SampleFilter::kGaussian,
                                    SampleFilter::kMitchell, SampleFilter::kLanczos}) {
    for (int per_side = 1; per_side <= Sampling::kMaxPerSide; ++per_side) {
      const std::vector<std::int32_t> weights = Averaging({per_side, filter}, entry_colors(all_grays())).weights();
      EXPECT_EQ(weights, std::vector<std::int32_t>(weights.rbegin(), weights.rend()));
      EXPECT_LE(std::accumulate(weights.begin(), weights.end(), 0,
                                [](int sum, std::int32_t weight) { return sum + std::abs(weight); }),
                kMaxWeights);
    }
  }
}

// The mean of a larger picture's colours in linear light, all of it in double. The window is such that rates of both
// are the same numbers: pixels are 2^-5 apart.
TEST(Averaging, IsTheMeanOfALargerPicture) {
  for (const int per_side : {2, 4, 8}) {
    RenderSpec spec = spec_of("AB");
    spec.size = {33, 33};
    spec.horizontal.range = spec.vertical.range = {2.5, 3.5};
    spec.iterations = 100;
    spec.precision = Precision::kDouble;
    RenderSpec large = spec;
    const double beyond = (1 - 1.0 / per_side) / 64;
    large.size = {33 * per_side, 33 * per_side};
    large.horizontal.range = large.vertical.range = {2.5 - beyond, 3.5 + beyond};
    const std::vector<std::uint8_t> samples = reference_pixels(frame_in(PixelFormat::kIndexed8, large, all_grays()));

    spec.sampling.per_side = per_side;
    const auto frame = averaged_frame(PixelFormat::kRgb24, spec, all_grays());
    const std::vector<std::uint8_t> pixels = reference_averages(*frame, all_grays());
    double farthest = 0;
    for (int row = 0; row < 33; ++row) {
      for (int column = 0; column < 33; ++column) {
        double light = 0;
        for (int y = 0; y < per_side; ++y) {
          for (int x = 0; x < per_side; ++x) {
            const int sample = (row * per_side + y) * large.size.width + column * per_side + x;
            light += light_of_level(samples[static_cast<std::size_t>(sample)] / 255.0);
          }
        }
        const double level = 255 * level_of_light(light / (per_side * per_side));
        farthest = std::max(farthest, std::abs(level - pixels[static_cast<std::size_t>(3 * (33 * row + column))]));
      }
    }
    // Half a level, and what steps of light of 1/65535 are at the dark end, where a level is 20 of them.
    EXPECT_LE(farthest, 0.5 + 0.03 + 0.01) << per_side;
  }
}

// In so small a window chaos is all there is: noise, hardly related from a sample to the next, of which the mean of 16
// has a quarter. Levels of 16 bits, since those of 8 would add a noise of their own.
TEST(Averaging, TakesTheSparkleFromChaos) {
  RenderSpec spec = spec_of("AB");
  spec.size = {100, 100};
  spec.horizontal.range = spec.vertical.range = {3.97, 3.97002};
  spec.iterations = 1000;
  spec.precision = Precision::kDouble;
  const auto deviation = [](const std::vector<double>& grays) {
    const double count = static_cast<double>(grays.size());
    const double mean = std::accumulate(grays.begin(), grays.end(), 0.0) / count;
    double squares = 0;
    for (const double gray : grays) squares += (gray - mean) * (gray - mean);
    return std::sqrt(squares / count);
  };
  std::vector<double> single;
  for (const std::uint8_t gray : reference_pixels(frame_in(PixelFormat::kIndexed8, spec, all_grays()))) {
    single.push_back(gray);
  }
  spec.sampling.per_side = 4;
  std::vector<double> averaged;
  for (const Levels& levels : reference_levels(*averaged_frame(PixelFormat::kRgb24, spec, all_grays()), all_grays())) {
    averaged.push_back(levels.r / 257);
  }
  EXPECT_GE(deviation(single) / deviation(averaged), 3.5);
}

}  // namespace
}  // namespace lyap
