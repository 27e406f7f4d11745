#include "host/film/frame_names.h"

#include "host/base/error.h"

#include <functional>
#include <limits>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string refusal_of(const std::string& pattern) {
  try {
    const FrameNames names(pattern);
    return "";
  } catch (const InvalidInput& refusal) {
    return refusal.what();
  }
}

TEST(FramePattern, HasAPlaceForTheFrameNumberInTheFileName) {
  EXPECT_TRUE(is_frame_pattern("frame_####.png"));
  EXPECT_TRUE(is_frame_pattern("a/b/#"));
  EXPECT_TRUE(is_frame_pattern("c#/frame_#.png"));
  EXPECT_FALSE(is_frame_pattern("frame.png"));
  EXPECT_FALSE(is_frame_pattern("c#/loop.mp4"));
  EXPECT_FALSE(is_frame_pattern("frames_####/"));
  EXPECT_FALSE(is_frame_pattern("-"));
  EXPECT_FALSE(is_frame_pattern(""));
}

TEST(FrameNames, PadTheNumberWithZeros) {
  const FrameNames names("a/frame_####.png");
  EXPECT_EQ(names.name(0), "a/frame_0000.png");
  EXPECT_EQ(names.name(7), "a/frame_0007.png");
  EXPECT_EQ(names.name(9999), "a/frame_9999.png");
}

TEST(FrameNames, LetLongerNumbersBeLonger) {
  EXPECT_EQ(FrameNames("frame_####.png").name(12345), "frame_12345.png");
  EXPECT_EQ(FrameNames("#").name(std::numeric_limits<std::int64_t>::max()), "9223372036854775807");
}

TEST(FrameNames, MayHaveTheNumberAnywhereInTheFileName) {
  EXPECT_EQ(FrameNames("##").name(3), "03");
  EXPECT_EQ(FrameNames("##.png").name(3), "03.png");
  EXPECT_EQ(FrameNames("/tmp/{}##").name(3), "/tmp/{}03");
}

TEST(FrameNames, KnowTheirFolder) {
  EXPECT_EQ(FrameNames("##.png").folder(), ".");
  EXPECT_EQ(FrameNames("a/b/##.png").folder(), "a/b");
  EXPECT_EQ(FrameNames("/##.png").folder(), "/");
}

TEST(FrameNames, ReadTheNumberBack) {
  const FrameNames names("a/frame_###.png");
  EXPECT_EQ(names.frame_of("frame_000.png"), 0);
  EXPECT_EQ(names.frame_of("frame_120.png"), 120);
  EXPECT_EQ(names.frame_of("frame_1234.png"), 1234);
  for (const char* other : {"", "frame_.png", "frame_7.png", "frame_0007.png", "frame_-07.png", "frame_00x.png",
                            "frame_007.pn", "frame_007.png~", "a/frame_007.png", "frame_99999999999999999999.png"}) {
    EXPECT_EQ(names.frame_of(other), std::nullopt) << other;
  }
}

TEST(FrameNames, RefuseAPatternWithoutExactlyOnePlaceInTheFileName) {
  EXPECT_EQ(refusal_of("a/#_#.png"),
            "'a/#_#.png' has more than one place for the frame number: one run of '#' in the file name, as in "
            "frame_####.png, is accepted");
  EXPECT_THAT(refusal_of("a#/b##.png"), StartsWith("'a#/b##.png' has a '#' in the name of a folder: "));
  EXPECT_THAT(refusal_of("a#/b.png"), HasSubstr("in the name of a folder"));
  EXPECT_THAT(refusal_of("frame.png"), HasSubstr("has no place for the frame number"));
  EXPECT_THAT(refusal_of(""), HasSubstr("has no place for the frame number"));
}

}  // namespace
}  // namespace lyap
