#include "host/jobs/film_memory.h"

#include "host/base/error.h"
#include "host/spec/option_values.h"
#include "tests/support/message_of.h"

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(FilmMemory, OfAFrameIsThatOfItsPixels) {
  EXPECT_EQ(frame_memory({1920, 1080}, PixelFormat::kRgb24, false), 3U * 1920 * 1080);
  EXPECT_EQ(frame_memory({1920, 1080}, PixelFormat::kYuv444p, false), 3U * 1920 * 1080);
  // Chroma is made from all palette indices of the picture, two bytes each.
  EXPECT_EQ(frame_memory({1920, 1080}, PixelFormat::kYuv420p, false), (3U * 1920 * 1080) / 2 + 2U * 1920 * 1080);
}

TEST(FilmMemory, IsEnoughUpToTheLastByte) {
  EXPECT_NO_THROW(check_film_memory({100, 100}, PixelFormat::kRgb24, false, 4, 120'000));
  EXPECT_THROW(check_film_memory({100, 100}, PixelFormat::kRgb24, false, 4, 119'999), Failure);
}

TEST(FilmMemory, HasTheTablesOfManyPictures) {
  EXPECT_NO_THROW(check_film_memory({100, 100}, PixelFormat::kRgb24, false, 4, 160'000, 10'000));
  EXPECT_THROW(check_film_memory({100, 100}, PixelFormat::kRgb24, false, 4, 159'999, 10'000), Failure);
}

TEST(FilmMemory, OfTheLargestFilmDoesNotOverflow) {
  EXPECT_THROW(check_film_memory({kMaxSide, kMaxSide}, PixelFormat::kYuv420p10, false, 256, 1ULL << 40U), Failure);
}

TEST(FilmMemory, IsRefusedWithTheNumbers) {
  constexpr std::uint64_t kGibibyte = 1ULL << 30U;
  EXPECT_EQ(
      message_of<Failure>([] {
        check_film_memory({32768, 32768}, PixelFormat::kRgb24, false, 3, kGibibyte);
      }),
      "the film would need 9.0 GiB of memory, for 3 frames of 3.0 GiB in flight, and 1.0 GiB are left; make the frames "
      "smaller, or set fewer in flight");
  EXPECT_EQ(
      message_of<Failure>([] {
        check_film_memory({32768, 32768}, PixelFormat::kRgb24, false, 1, kGibibyte);
      }),
      "the film would need 3.0 GiB of memory, for 1 frame of 3.0 GiB in flight, and 1.0 GiB are left; make the frames "
      "smaller");
}

}  // namespace
}  // namespace lyap
