#include "host/spec/tone.h"

#include "host/base/error.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::HasSubstr;

/// What is said of a tone or of a text, "" if nothing.
template <class Work>
std::string complaint_of(Work work) {
  try {
    work();
  } catch (const InvalidInput& error) {
    return error.what();
  }
  return "";
}

std::string complaint_of(const Tone& tone) {
  return complaint_of([&] { tone.validate(); });
}

TEST(Tone, TextsAreReadBack) {
  for (const char* text :
       {"tanh", "linear", "symlog:0.1", "symlog:2", "power:0.5", "asinh:0.001", "quantile", "split"}) {
    EXPECT_EQ(tone_text(parse_tone(text)), text);
  }
  EXPECT_EQ(tone_text(parse_tone("symlog")), "symlog:0.1") << "a recipe spells the default out";
}

TEST(Tone, LinearCanNameItsLevels) {
  EXPECT_EQ(parse_tone("linear:-0.5:0.25").levels, (Range{-0.5, 0.25}));
  EXPECT_EQ(levels_of(parse_tone("linear")), (Range{-1, 1}));
  EXPECT_EQ(levels_of(parse_tone("tanh")), std::nullopt);
}

TEST(Tone, WrongTextsAreRefusedInWords) {
  const auto complaint = [](const char* text) { return complaint_of([&] { parse_tone(text); }); };
  EXPECT_THAT(complaint("quantil"), HasSubstr("did you mean quantile"));
  EXPECT_THAT(complaint(""), HasSubstr("are accepted"));
  EXPECT_THAT(complaint("tanh:2"), HasSubstr("tanh has no number behind it"));
  EXPECT_THAT(complaint("split:1"), HasSubstr("has no number"));
  EXPECT_THAT(complaint("symlog:0"), HasSubstr("0.001 to 1000"));
  EXPECT_THAT(complaint("power:-1"), HasSubstr("0.001 to 1000"));
  EXPECT_THAT(complaint("power:nan"), HasSubstr("nan"));
  EXPECT_THAT(complaint("linear:1:0"), HasSubstr("range"));
}

TEST(Tone, NumbersOutOfReachAreRefused) {
  EXPECT_EQ(complaint_of(Tone{}), "");
  EXPECT_THAT(complaint_of(Tone{.levels = Range{1, 1}}), HasSubstr("MIN must be below MAX"));
  EXPECT_THAT(complaint_of(Tone{.levels = Range{0, 1001}}), HasSubstr("-1000 to 1000"));
  EXPECT_THAT(complaint_of(Tone{.curve = ToneCurve::kSplit, .levels = Range{0.5, 1}}), HasSubstr("MIN below"));
  EXPECT_THAT(complaint_of(Tone{.curve = ToneCurve::kQuantile, .levels = Range{0, 1}}), HasSubstr("quantile has none"));
  EXPECT_THAT(complaint_of(Tone{.levels = Range{0, 1}, .finds_levels = true}), HasSubstr("leave one"));
  EXPECT_THAT(complaint_of(Tone{.quantiles = {0, 1}}), HasSubstr("for the tone quantile"));
  EXPECT_THAT(complaint_of(Tone{.curve = ToneCurve::kQuantile, .quantiles = {1}}), HasSubstr("2 to 257"));
  EXPECT_THAT(complaint_of(Tone{.curve = ToneCurve::kQuantile, .quantiles = {1, 0}}), HasSubstr("rising order"));
  EXPECT_THAT(complaint_of(Tone{.offset = 2000}), HasSubstr("palette-offset"));
  EXPECT_THAT(complaint_of(Tone{.repeat = 0}), HasSubstr("0.01 to 1000"));
}

TEST(Tone, IsOpenWhereThePictureMustTell) {
  EXPECT_FALSE(Tone{}.is_open());
  EXPECT_TRUE(Tone{.finds_levels = true}.is_open());
  EXPECT_TRUE(Tone{.curve = ToneCurve::kQuantile}.is_open());
  EXPECT_FALSE((Tone{.curve = ToneCurve::kQuantile, .quantiles = {0, 1}}.is_open()));
}

TEST(Tone, ColorsAndQuantilesAreReadBack) {
  EXPECT_EQ(parse_color("#1289ab"), (Rgb8{0x12, 0x89, 0xab}));
  EXPECT_EQ(parse_color("f80"), (Rgb8{0xff, 0x88, 0}));
  EXPECT_EQ(color_text(parse_color("white")), "#ffffff");
  for (const char* text : {"", "#", "#12", "#12345g", "red", "#1234567", "-12345"}) {
    EXPECT_THAT(complaint_of([&] { parse_color(text); }), HasSubstr("#rrggbb")) << text;
  }
  EXPECT_EQ(parse_quantiles(quantiles_text({-1.5, 0, 0.25})), (std::vector<double>{-1.5, 0, 0.25}));
  for (const char* text : {"", ",", "1,", "1,,2", "1 2"}) {
    EXPECT_NE(complaint_of([&] { parse_quantiles(text); }), "") << text;
  }
}

}  // namespace
}  // namespace lyap
