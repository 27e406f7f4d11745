#include "host/spec/track_text.h"

#include "host/base/error.h"
#include "tests/support/message_of.h"

#include <string>
#include <variant>

#include <gtest/gtest.h>

namespace lyap {
namespace {

std::string text_of_any(const Movement& track) {
  if (const auto* numbers = std::get_if<NumberTrack>(&track)) return track_text(*numbers);
  return track_text(std::get<WindowTrack>(track));
}

TEST(TrackText, IsReadBackAsTheSameTrack) {
  for (const std::string text :
       {"C linear 0=2.5", "C smooth 0=2.5 10=3.8 20=-2.5e-07", "x0 geometric 0.1=0.30000000000000004 2=1",
        "window geometric 0=2:4,2:4 20=2.95:3,3.1:3.15"}) {
    EXPECT_EQ(text_of_any(parse_track(text)), text);
  }
}

TEST(TrackText, TheInterpolationMayBeMissing) {
  EXPECT_EQ(text_of_any(parse_track("c 0=2  1=3")), "C linear 0=2 1=3");
}

TEST(TrackText, AnythingElseIsRefused) {
  for (const std::string text : {"", "C", "C smooth", "C fast 0=2", "C 0", "C 0=", "C 0=a", "C 1=2 0=3", "CD 0=1",
                                 "window 0=2", "window 0=2:4", "window 0=4:2,2:4", "C geometric 0=-1 1=1"}) {
    EXPECT_NE(message_of<InvalidInput>([&] { parse_track(text); }), "") << text;
  }
  EXPECT_EQ(message_of<InvalidInput>([] { parse_track("C fast 0=2"); }),
            "'fast' is not known: linear, smooth and geometric are accepted");
}

}  // namespace
}  // namespace lyap
