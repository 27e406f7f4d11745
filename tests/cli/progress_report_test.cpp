#include "tools/terminal/progress_report.h"

#include "host/base/error.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr ProgressState kHalfWay{0.5, 900, 1800, "encoder", "rendering", "films/\"loop\".mp4", "rendering"};

TEST(ProgressReport, BarHasShareFramesRateTimeLeftAndWhoWaits) {
  const std::string bar = progress_bar(kHalfWay, 90, 120);
  EXPECT_TRUE(bar.starts_with(" 50 % [=")) << bar;
  EXPECT_TRUE(bar.ends_with("] 900/1800 frames, 10 frames/s, 1:30 left, encoder waits for rendering, \"loop\".mp4"))
      << bar;
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
  EXPECT_EQ(progress_line(kHalfWay, 90),
            "50 %: 900/1800 frames, 10 frames/s, 1:30 left, encoder waits for rendering, \"loop\".mp4");
}

TEST(ProgressReport, PartsOfAPictureHaveRows) {
  EXPECT_EQ(progress_line({.share = 0.5, .frames_done = 100, .frames = 200, .unit = "rows"}, 10),
            "50 %: 100/200 rows, 10 rows/s, 0:10 left");
}

TEST(ProgressReport, JsonIsOneObject) {
  EXPECT_EQ(progress_json(kHalfWay, 90),
            R"({"event": "progress", "share": 0.500000, "frames_done": 900, "frames": 1800, "unit": "frames", )"
            R"("frames_per_second": 10.000, "seconds": 90.000, "seconds_left": 90.000, "waiting": "encoder", )"
            R"("waiting_for": "rendering", "job": "films/\"loop\".mp4", "stage": "rendering"})");
}

TEST(ProgressReport, StylesHaveNames) {
  EXPECT_EQ(parse_progress_style("json"), ProgressStyle::kJson);
  EXPECT_EQ(parse_progress_style("auto"), ProgressStyle::kAuto);
  EXPECT_THROW(parse_progress_style("fancy"), InvalidInput);
}

/// Work that is half done until `end` and then whole: when something is shown if a state is told every `step`, to twice
/// the time of the end.
std::vector<int> shown_at(ProgressStyle style, milliseconds step, milliseconds end) {
  ProgressSchedule schedule(style);
  std::vector<int> times;
  for (milliseconds passed = step; passed <= 2 * end; passed += step) {
    const double share = passed < end ? 0.5 : 1;
    if (schedule.is_due(share, passed)) times.push_back(static_cast<int>(passed.count()));
  }
  return times;
}

TEST(ProgressSchedule, ABarIsDrawnTenTimesASecondAfterTheFirstHalf) {
  EXPECT_THAT(shown_at(ProgressStyle::kBar, milliseconds(50), milliseconds(850)), ElementsAre(500, 600, 700, 800, 900));
}

TEST(ProgressSchedule, LinesComeEveryFiveSeconds) {
  EXPECT_THAT(shown_at(ProgressStyle::kLines, milliseconds(100), milliseconds(14'900)),
              ElementsAre(5000, 10000, 15000));
}

TEST(ProgressSchedule, ObjectsComeTwiceASecondAndTheEndApart) {
  EXPECT_THAT(shown_at(ProgressStyle::kJson, milliseconds(100), milliseconds(1200)), ElementsAre(500, 1000));
}

TEST(ProgressSchedule, OfShortWorkNothingIsShown) {
  constexpr milliseconds kShort(240);
  EXPECT_THAT(shown_at(ProgressStyle::kBar, milliseconds(10), kShort), IsEmpty());
  EXPECT_THAT(shown_at(ProgressStyle::kLines, milliseconds(10), kShort), IsEmpty());
  EXPECT_THAT(shown_at(ProgressStyle::kJson, milliseconds(10), kShort), IsEmpty());
}

TEST(ProgressSchedule, RareStatesAreShownWhenTheyCome) {
  EXPECT_THAT(shown_at(ProgressStyle::kBar, milliseconds(3000), milliseconds(9000)), ElementsAre(3000, 6000, 9000));
}

TEST(ProgressSchedule, NoneIsNone) {
  EXPECT_THAT(shown_at(ProgressStyle::kNone, milliseconds(1000), milliseconds(20'000)), IsEmpty());
}

TEST(ProgressReport, HoursStandInFrontOfMinutes) {
  EXPECT_EQ(clock_text(75), "1:15");
  EXPECT_EQ(clock_text(3675), "1:01:15");
}

}  // namespace
}  // namespace lyap
