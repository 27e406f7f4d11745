#include "host/film/frame_times.h"

#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;

/// As ffmpeg's framecrc muxer writes it; `times` in units of 1/denominator seconds.
std::string list_of(const std::vector<int>& times, int denominator) {
  std::string text = fmt::format("#software: Lavf59\n#tb 0: 1/{}\n#media_type 0: video\n", denominator);
  for (const int time : times) text += fmt::format("0, {:10}, {:10}, {:8}, {:8}, 0x12345678\n", time, time, 512, 99);
  return text;
}

std::string problem_of(const std::string& list, std::int64_t frames, const FrameRate& rate) {
  std::istringstream stream(list);
  return uneven_times(stream, frames, rate);
}

TEST(FrameTimes, AreEvenInWholeUnits) {
  EXPECT_EQ(problem_of(list_of({0, 512, 1024}, 15360), 3, {30, 1}), "");
  EXPECT_EQ(problem_of(list_of({1024, 2048, 1536}, 15360), 3, {30, 1}), "")
      << "frames that are stored in another order";
  EXPECT_THAT(problem_of(list_of({0, 512, 1025}, 15360), 3, {30, 1}), HasSubstr("frame 2"));
  EXPECT_THAT(problem_of(list_of({0, 512, 512}, 15360), 3, {30, 1}), HasSubstr("frame 2"));
}

TEST(FrameTimes, AreAsEvenAsMillisecondsLetThem) {
  EXPECT_EQ(problem_of(list_of({0, 33, 67, 100, 133}, 1000), 5, {30, 1}), "");
  EXPECT_THAT(problem_of(list_of({0, 33, 70, 100, 133}, 1000), 5, {30, 1}), HasSubstr("frame 2"));
}

TEST(FrameTimes, DoNotDriftInLongFilms) {
  std::vector<int> times;
  for (int i = 0; i < 100'000; ++i) times.push_back(static_cast<int>(std::int64_t{i} * 1001 / 30));
  EXPECT_EQ(problem_of(list_of(times, 1000), 100'000, {30'000, 1001}), "");
  // Frames of each segment of 20 000 a millisecond later than they should be.
  for (std::size_t i = 0; i < times.size(); ++i) times[i] += static_cast<int>(i / 20'000);
  EXPECT_THAT(problem_of(list_of(times, 1000), 100'000, {30'000, 1001}), HasSubstr("is not shown when it should be"));
}

TEST(FrameTimes, TellAnotherNumberOfFrames) {
  EXPECT_THAT(problem_of(list_of({0, 512}, 15360), 3, {30, 1}), HasSubstr("3 frames and has 2"));
}

TEST(FrameTimes, ThatCannotBeReadAreNoFilm) {
  for (const char* text : {"", "0, 0, 0, 1, 1, 0x0\n", "#tb 0: 0/0\n", "#tb 0: 1/-5\n", "Error\n"}) {
    EXPECT_THAT(problem_of(text, 1, {30, 1}), HasSubstr("cannot be read")) << text;
  }
}

}  // namespace
}  // namespace lyap
