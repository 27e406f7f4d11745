#include "host/foreign/ljapunow_preset.h"

#include "host/base/error.h"
#include "tests/support/message_of.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

ForeignPicture preset(const std::string& lines) {
  return read_ljapunow_preset(
      "#Ljapunow Fractals Settings, Version 1.0\nname=Test\naInterval=3.4,4.0\n"
      "bInterval=2.5,3.4\nx0=0.5\n" +
      lines);
}

TEST(LjapunowPresetTest, AnUprightDisplayHasAAcross) {
  const ForeignPicture picture =
      preset("sequence=BBBBBBAAAAAA\niterations=300\nwarmup=12\nrotateLeft=false\nequation=0\n");
  EXPECT_EQ(picture.problem, "");
  EXPECT_EQ(picture.name, "Test");
  EXPECT_EQ(picture.fields.text("sequence"), "B6A6");
  EXPECT_EQ(picture.fields.text("horizontal"), "A=3.4:4");
  EXPECT_EQ(picture.fields.text("vertical"), "B=2.5:3.4");
  EXPECT_EQ(picture.fields.text("transient"), "11");
  EXPECT_EQ(picture.fields.text("iterations"), "301");
  EXPECT_EQ(picture.fields.text("phase"), "0");
  EXPECT_THAT(picture.notes, Contains(HasSubstr("upwards")));
  EXPECT_THAT(picture.notes, Not(Contains(HasSubstr("differs"))));
}

TEST(LjapunowPresetTest, ATurnedDisplayHasBAcross) {
  const ForeignPicture picture = preset("sequence=ab\niterations=10\nwarmup=0\nrotateLeft=true\n");
  EXPECT_EQ(picture.fields.text("horizontal"), "B=2.5:3.4");
  EXPECT_EQ(picture.fields.text("vertical"), "A=3.4:4");
  EXPECT_EQ(picture.fields.text("transient"), "0");
}

TEST(LjapunowPresetTest, TheSumBeginsWithTheFirstLetter) {
  const ForeignPicture picture = preset("sequence=AABAB\niterations=300\nwarmup=2\n");
  // Two steps before: the phase that has the second step of the sum, where the rates of the program begin, at letter 0.
  EXPECT_EQ(picture.fields.text("phase"), "3");
  EXPECT_EQ(picture.fields.text("transient"), "1");
  EXPECT_THAT(picture.notes, Contains(HasSubstr("2 steps")));
}

TEST(LjapunowPresetTest, WhatCannotBeTakenOverIsTold) {
  EXPECT_THAT(preset("sequence=ABC\niterations=10\nwarmup=6\n").problem, HasSubstr("C stands for"));
  EXPECT_THAT(preset("sequence=AB\niterations=10\nwarmup=6\nequation=2\n").problem, HasSubstr("Newton"));
  EXPECT_THAT(preset("sequence=AB\niterations=many\nwarmup=6\n").problem, HasSubstr("iterations: 'many'"));
  EXPECT_THAT(preset("sequence=AB\nwarmup=6\n").problem, HasSubstr("no iterations"));
  EXPECT_THAT(message_of<InvalidInput>([] { read_ljapunow_preset("name=x\n"); }), HasSubstr("no preset"));
}

}  // namespace
}  // namespace lyap
