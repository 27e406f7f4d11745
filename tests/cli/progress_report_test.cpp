#include "tools/terminal/progress_report.h"

#include "host/base/error.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace lyap {
namespace {

constexpr ProgressState kHalfWay{0.5, 900, 1800, "encoder"};

TEST(ProgressReport, BarHasShareFramesRateTimeLeftAndWhoWaits) {
  const std::string bar = progress_bar(kHalfWay, 90, 120);
  EXPECT_TRUE(bar.starts_with(" 50 % [=")) << bar;
  EXPECT_TRUE(bar.ends_with("] 900/1800 frames, 10 frames/s, 1:30 left, encoder waits")) << bar;
}

TEST(ProgressReport, BarLeavesRoomForTheInterruptCharacters) {
  for (int columns = 0; columns <= 200; ++columns) {
    EXPECT_LE(static_cast<int>(progress_bar(kHalfWay, 90, columns).size()), std::max(columns - 3, 0)) << columns;
  }
}

TEST(ProgressReport, BarOfAPictureHasNoFrames) {
  // 27 columns, of which 9 are left for the bar; a quarter of them is filled.
  EXPECT_EQ(progress_bar({.share = 0.25}, 10, 30), " 25 % [==       ] 0:30 left");
}

TEST(ProgressReport, LineSaysTheSameWithoutABar) {
  EXPECT_EQ(progress_line(kHalfWay, 90), "50 %: 900/1800 frames, 10 frames/s, 1:30 left, encoder waits");
}

TEST(ProgressReport, JsonIsOneObject) {
  EXPECT_EQ(progress_json(kHalfWay, 90),
            R"({"share": 0.500000, "frames_done": 900, "frames": 1800, "frames_per_second": 10.000, )"
            R"("seconds": 90.000, "seconds_left": 90.000, "waiting": "encoder"})");
}

TEST(ProgressReport, StylesHaveNames) {
  EXPECT_EQ(parse_progress_style("json"), ProgressStyle::kJson);
  EXPECT_EQ(parse_progress_style("auto"), ProgressStyle::kAuto);
  EXPECT_THROW(parse_progress_style("fancy"), InvalidInput);
}

TEST(ProgressReport, HoursStandInFrontOfMinutes) {
  EXPECT_EQ(clock_text(75), "1:15");
  EXPECT_EQ(clock_text(3675), "1:01:15");
}

}  // namespace
}  // namespace lyap
