#include "host/foreign/fractint_parameters.h"

#include "host/base/error.h"
#include "tests/support/message_of.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

ForeignPicture only(const std::string& parameters) {
  const ForeignPictures read = read_fractint_parameters("Test { type=lyapunov reset=1960 " + parameters + " }\n");
  EXPECT_THAT(read.pictures, SizeIs(1));
  return read.pictures.front();
}

// The examples of FRACTINT's source and documentation.
TEST(FractintSequenceTest, OrdersAreThoseOfTheDocumentation) {
  EXPECT_EQ(fractint_sequence(0, false), "AB");
  EXPECT_EQ(fractint_sequence(1, false), "AAB");
  EXPECT_EQ(fractint_sequence(2, false), "AABB");
  EXPECT_EQ(fractint_sequence(3, false), "AAAB");
  EXPECT_EQ(fractint_sequence(4, false), "AABBB");
  EXPECT_EQ(fractint_sequence(5, false), "AABAB");
  EXPECT_EQ(fractint_sequence(8, false), "AABBBB");
  EXPECT_EQ(fractint_sequence(618, false), "AABBAABABABB");
}

TEST(FractintSequenceTest, OldOrdersHaveLettersExchangedAndSixteenBits) {
  EXPECT_EQ(fractint_sequence(0, true), "BA");
  EXPECT_EQ(fractint_sequence(5, true), "BBABA");
  EXPECT_EQ(fractint_sequence(0x10005, true), "BBABA");
  EXPECT_EQ(fractint_sequence(0xFFFFFFFF, false), std::string(33, 'A') + "B");
}

TEST(FractintParametersTest, AnEntryBecomesAPicture) {
  const ForeignPicture picture = only("corners=3.2/3.6/3.4/3.7 params=5/0.25 maxiter=25");
  EXPECT_EQ(picture.problem, "");
  EXPECT_EQ(picture.name, "Test");
  EXPECT_EQ(picture.fields.text("sequence"), "AABAB");
  // b is across, a upwards.
  EXPECT_EQ(picture.fields.text("horizontal"), "B=3.2:3.6");
  EXPECT_EQ(picture.fields.text("vertical"), "A=3.4:3.7");
  EXPECT_EQ(picture.fields.text("x0"), "0.25");
  EXPECT_EQ(picture.fields.text("phase"), "0");
  // 25/2 = 12 rounds of five letters before the sum and with it.
  EXPECT_EQ(picture.fields.text("transient"), "60");
  EXPECT_EQ(picture.fields.text("iterations"), "61");
}

TEST(FractintParametersTest, FilterCyclesAreRoundsBeforeTheSum) {
  EXPECT_EQ(only("params=0/0.5/100 maxiter=10").fields.text("transient"), "200");
  EXPECT_EQ(only("params=0/0.5/0 maxiter=10").fields.text("transient"), "10");
}

TEST(FractintParametersTest, WhatIsMissingIsAsInFractint) {
  const ForeignPicture picture = only("");
  EXPECT_EQ(picture.fields.text("sequence"), "AB");
  EXPECT_EQ(picture.fields.text("horizontal"), "B=-8:8");
  EXPECT_EQ(picture.fields.text("vertical"), "A=-6:6");
  EXPECT_EQ(picture.fields.text("x0"), "0.5");
  EXPECT_EQ(picture.fields.text("iterations"), "151");
}

TEST(FractintParametersTest, VersionsBefore1732ExchangeLetters) {
  EXPECT_EQ(read_fractint_parameters("A { reset type=lyapunov }").pictures.front().fields.text("sequence"), "BA");
  EXPECT_EQ(read_fractint_parameters("A { reset=1730 type=lyapunov }").pictures.front().fields.text("sequence"), "BA");
  EXPECT_EQ(read_fractint_parameters("A { reset=1732 type=lyapunov }").pictures.front().fields.text("sequence"), "AB");
  EXPECT_THAT(read_fractint_parameters("A { type=lyapunov }").pictures.front().notes, Contains(HasSubstr("17.32")));
}

TEST(FractintParametersTest, ACentreIsAWindowOfFourToThree) {
  const ForeignPicture picture = only("center-mag=3/3.5/4");
  // Half the height is 1/4, half the width 1/3.
  EXPECT_THAT(picture.fields.text("vertical"), "A=3.25:3.75");
  EXPECT_THAT(picture.fields.text("horizontal"), HasSubstr("B=2.6666666666666665:3.3333333333333335"));
  EXPECT_THAT(only("center-mag=3/3.5/4/1/30").problem, HasSubstr("turned"));
}

TEST(FractintParametersTest, AWindowOnItsSideExchangesTheAxes) {
  const ForeignPicture picture = only("corners=3.5/3.2/4.0/3.6/3.2/3.6");
  EXPECT_EQ(picture.fields.text("horizontal"), "A=3.6:4");
  EXPECT_EQ(picture.fields.text("vertical"), "B=3.2:3.5");
}

TEST(FractintParametersTest, WhatCannotBeTakenOverIsTold) {
  EXPECT_THAT(only("corners=2/4/2/4/2.5/2.5").problem, HasSubstr("turned"));
  EXPECT_THAT(only("corners=2/2/3/4").problem, HasSubstr("empty"));
  EXPECT_THAT(only("corners=2/x/3/4").problem, AllOf(HasSubstr("corners="), HasSubstr("'x'")));
  EXPECT_THAT(only("invert=1/0/0").problem, HasSubstr("inverted"));
  EXPECT_THAT(only("maxiter=1").problem, HasSubstr("fewer than two"));
  EXPECT_THAT(only("corners=4/2/3/4").notes, Contains(HasSubstr("mirror image")));
  EXPECT_THAT(only("colors=@royal").notes, ElementsAre(HasSubstr("'royal'")));
  EXPECT_THAT(only("logmap=yes").notes, ElementsAre(HasSubstr("logmap=yes")));
  for (const char* seed : {"0", "1", "2.5"}) {
    const ForeignPicture picture = only(std::string("params=0/") + seed);
    EXPECT_EQ(picture.fields.text("x0"), "0.5");
    EXPECT_THAT(picture.notes, ElementsAre(HasSubstr("seed")));
  }
}

TEST(FractintParametersTest, EntriesAreReadAsFractintReadsThem) {
  const ForeignPictures read = read_fractint_parameters(
      "; a file\r\ncomment { of nothing ; and more }\r\n}\r\n"
      "frm:Formula { z = pixel: z = z*z }\r\n"
      "Mandel { type=mandel }\r\n"
      "One { ; the first\r\n  reset=1960 TYPE=Lyapunov cor\\\r\n   ners=3/4/3/4\r\n params=0/0.5 ; the end\r\n}\r\n"
      "Two{type=lyapunov reset=1960}\x1A rubbish {");
  ASSERT_THAT(read.pictures, SizeIs(2));
  EXPECT_EQ(read.pictures[0].name, "One");
  EXPECT_EQ(read.pictures[0].fields.text("horizontal"), "B=3:4");
  EXPECT_EQ(read.pictures[1].name, "Two");
  EXPECT_EQ(read.others, 2);
}

TEST(FractintParametersTest, AnEntryWithoutAnEndIsRefused) {
  EXPECT_EQ(message_of<InvalidInput>([] { read_fractint_parameters("\nA {\n type=lyapunov\n"); }),
            "line 2: the entry 'A' has no end, '}'");
  EXPECT_THAT(read_fractint_parameters("").pictures, IsEmpty());
}

}  // namespace
}  // namespace lyap
