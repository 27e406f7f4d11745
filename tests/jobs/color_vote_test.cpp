#include "host/jobs/color_vote.h"

#include <cstddef>
#include <random>
#include <span>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

using Bytes = std::vector<std::byte>;

/// Palette indices, of which every n-th is another.
Bytes nearly_flat(std::size_t count, std::size_t every) {
  Bytes pixels(count, std::byte{7});
  for (std::size_t i = every - 1; i < count; i += every) pixels[i] = static_cast<std::byte>(i % 5);
  return pixels;
}

TEST(ColorVote, CountsEachPixelOfASmallPicture) {
  ColorVote vote(PixelFormat::kIndexed8, {20, 10});
  const Bytes pixels = nearly_flat(200, 100);
  vote.add(std::span(pixels).first(77));
  vote.add(std::span(pixels).subspan(77));
  EXPECT_EQ(vote.share(), 198.0 / 200);
}

/// 65 536 pixels tell a share of 99 % to within 6 standard errors, 6 * sqrt(0.99 * 0.01 / 65 536) = 0.0023.
TEST(ColorVote, EstimatesThatOfALargePicture) {
  std::mt19937 random;
  Bytes pixels(3000 * 2000, std::byte{7});
  std::size_t others = 0;
  for (std::byte& pixel : pixels) {
    if (random() % 100 != 0) continue;
    pixel = std::byte{3};
    ++others;
  }
  ColorVote vote(PixelFormat::kIndexed8, {3000, 2000});
  vote.add(pixels);
  EXPECT_NEAR(vote.share(), 1 - static_cast<double>(others) / static_cast<double>(pixels.size()), 0.0023);
}

/// So bands of any height tell the same.
TEST(ColorVote, DoesNotDependOnHowPixelsCome) {
  std::mt19937 random;
  Bytes pixels(3 * 700 * 700);
  for (std::byte& byte : pixels) byte = static_cast<std::byte>(random() % 8 == 0);
  ColorVote whole(PixelFormat::kRgb24, {700, 700});
  ColorVote bands(PixelFormat::kRgb24, {700, 700});
  whole.add(pixels);
  for (std::size_t row = 0; row < 700; ++row) bands.add(std::span(pixels).subspan(3 * 700 * row, std::size_t{3} * 700));
  EXPECT_EQ(bands.share(), whole.share());
  EXPECT_GT(whole.share(), 0.6);
}

TEST(ColorVote, LooksAtNoOtherFormat) {
  ColorVote vote(PixelFormat::kRgb48, {2, 1});
  vote.add(Bytes(12));
  EXPECT_EQ(vote.share(), 0);
}

}  // namespace
}  // namespace lyap
