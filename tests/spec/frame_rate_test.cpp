#include "host/spec/frame_rate.h"

#include "host/base/error.h"

#include <string>

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(FrameRate, IsReadAsWholeNumberDecimalOrFraction) {
  EXPECT_EQ(parse_frame_rate("30"), (FrameRate{30, 1}));
  EXPECT_EQ(parse_frame_rate("23.976"), (FrameRate{2997, 125}));
  EXPECT_EQ(parse_frame_rate("119.88"), (FrameRate{2997, 25}));
  EXPECT_EQ(parse_frame_rate("12.5"), (FrameRate{25, 2}));
  EXPECT_EQ(parse_frame_rate(".5"), (FrameRate{1, 2}));
  EXPECT_EQ(parse_frame_rate("30000/1001"), (FrameRate{30000, 1001}));
  EXPECT_EQ(parse_frame_rate("60/2"), (FrameRate{30, 1}));
  EXPECT_EQ(parse_frame_rate("1000"), (FrameRate{1000, 1}));
}

TEST(FrameRate, IsWrittenAsItCanBeRead) {
  for (const FrameRate rate : {FrameRate{30, 1}, FrameRate{30000, 1001}, FrameRate{1, 2}}) {
    EXPECT_EQ(parse_frame_rate(text_of(rate)), rate);
  }
  EXPECT_EQ(text_of({30, 1}), "30");
}

TEST(FrameRate, OtherTextIsRefused) {
  for (const std::string text :
       {"",     "0",     "-1", "0/1", "30/0", "1/-1",         "30fps", "1e3",    " 30",
        "30 ",  "30/",   "/1", "30.", ".",    "1.1234567890", "1001",  "1000.5", "99999999999999999999",
        "1.-5", "3/1/1", "nan"}) {
    EXPECT_THROW(parse_frame_rate(text), InvalidInput) << text;
  }
}

// ffmpeg would round them, and the film would not be what was asked for.
TEST(FrameRate, FractionsWithLargeTermsAreRefused) {
  EXPECT_EQ(parse_frame_rate("1000000/999999"), (FrameRate{1000000, 999999}));
  for (const std::string text : {"23.97602", "123.456789", "1000001/999999"}) {
    EXPECT_THROW(parse_frame_rate(text), InvalidInput) << text;
  }
}

}  // namespace
}  // namespace lyap
