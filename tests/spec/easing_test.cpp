#include "host/spec/easing.h"

#include "host/base/error.h"
#include "tests/support/message_of.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;

TEST(EasingTest, TextsAreReadBack) {
  for (const std::string text : {"hold", "in", "out", "in-out", "bezier(0.1,-0.5,0.9,1.5)"}) {
    EXPECT_EQ(easing_text(parse_easing(text)), text);
  }
  EXPECT_EQ(easing_text(Easing{}), "");
  EXPECT_EQ(easing_text(parse_easing("bezier(0.42,0,1,1)")), "in");
}

TEST(EasingTest, HoldWaitsForTheNextKey) {
  const Easing hold = parse_easing("hold");
  EXPECT_EQ(eased(hold, 0), 0);
  EXPECT_EQ(eased(hold, 0.999), 0);
  EXPECT_EQ(eased(hold, 1), 1);
}

TEST(EasingTest, CurvesBeginAndEndWithTheWay) {
  for (const char* text : {"in", "out", "in-out", "bezier(0.3,2,0.7,-1)"}) {
    EXPECT_EQ(eased(parse_easing(text), 0), 0) << text;
    EXPECT_EQ(eased(parse_easing(text), 1), 1) << text;
  }
}

TEST(EasingTest, InIsSlowAtFirstAndOutIsItsMirrorImage) {
  const Easing in = parse_easing("in");
  const Easing out = parse_easing("out");
  for (const double share : {0.1, 0.25, 0.5, 0.75, 0.9}) {
    EXPECT_LT(eased(in, share), share);
    EXPECT_NEAR(eased(out, share), 1 - eased(in, 1 - share), 1e-12);
  }
  // Symmetric about the middle.
  EXPECT_NEAR(eased(parse_easing("in-out"), 0.5), 0.5, 1e-12);
}

TEST(EasingTest, AStraightCurveIsTheShareOfTheTime) {
  // Inner points on the diagonal: y = x.
  const Easing straight = parse_easing("bezier(0.2,0.2,0.6,0.6)");
  for (const double share : {0.1, 0.3, 0.5, 0.8}) EXPECT_NEAR(eased(straight, share), share, 1e-12);
  // At t = ½ of inner points (¼, 0) and (¾, 1): x = ⅜·¼ + ⅜·¾ + ⅛ = ½, y = ⅜ + ⅛ = ½.
  EXPECT_NEAR(eased(parse_easing("bezier(0.25,0,0.75,1)"), 0.5), 0.5, 1e-12);
}

TEST(EasingTest, AnythingElseIsRefused) {
  const auto refusal = [](const std::string& text) { return message_of<InvalidInput>([&] { parse_easing(text); }); };
  EXPECT_THAT(refusal("inout"), HasSubstr("in-out"));
  EXPECT_THAT(refusal(""), HasSubstr("hold"));
  EXPECT_THAT(refusal("bezier(1,2,3)"), HasSubstr("no curve"));
  EXPECT_THAT(refusal("bezier(0,0,1,1,1)"), HasSubstr("no curve"));
  EXPECT_THAT(refusal("bezier()"), HasSubstr("no curve"));
  EXPECT_THAT(refusal("bezier(-0.1,0,1,1)"), HasSubstr("back in time"));
  EXPECT_THAT(refusal("bezier(0,0,1.1,1)"), HasSubstr("back in time"));
}

}  // namespace
}  // namespace lyap
