#include "host/spec/command_line_difference.h"

#include "host/spec/command_line.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(CommandLineDifference, OfEqualLinesIsNone) {
  EXPECT_EQ(command_line_difference("lyap render 'AB' --phase 1", "lyap render 'AB' --phase 1"), "");
}

TEST(CommandLineDifference, NamesTheFirstOptionThatDiffers) {
  EXPECT_EQ(command_line_difference("lyap render 'AB' --size 8x8 --iterations 300 --phase 0",
                                    "lyap render 'AB' --size 8x8 --iterations 400 --phase 1"),
            "made with --iterations 300, now it is 400");
  EXPECT_EQ(command_line_difference("lyap render 'AB' --x0 0.5", "lyap render 'AB' --x0 -0.5"),
            "made with --x0 0.5, now it is -0.5");
}

TEST(CommandLineDifference, NamesAnotherSequence) {
  EXPECT_EQ(command_line_difference("lyap render 'AB' --phase 1", "lyap render 'ABB' --phase 1"),
            "made with 'AB', now it is 'ABB'");
}

TEST(CommandLineDifference, TellsOptionsThatRepeatApart) {
  EXPECT_EQ(command_line_difference("lyap render 'ABCD' --set C=1 --set D=2", "lyap render 'ABCD' --set C=1 --set D=3"),
            "made with --set D=2, now it is D=3");
}

TEST(CommandLineDifference, NamesAnOptionThatOnlyOneLineHas) {
  const std::string with = "lyap render 'AB' --set C=1 --phase 1";
  const std::string without = "lyap render 'AB' --phase 1";
  EXPECT_EQ(command_line_difference(with, without), "made with --set C=1, now without");
  EXPECT_EQ(command_line_difference(without, with), "made without --set C=1, now with it");
  EXPECT_EQ(command_line_difference("lyap render 'AB'", without), "made without --phase 1, now with it");
}

TEST(CommandLineDifference, KeepsWordsInQuotesTogether) {
  EXPECT_EQ(command_line_difference("lyap --palette 'my own.txt' --phase 1", "lyap --palette 'my own.txt' --phase 0"),
            "made with --phase 1, now it is 0");
  EXPECT_EQ(command_line_difference(R"(lyap --palette 'it'\''s --my' --phase 1)", "lyap --palette 'x' --phase 1"),
            R"(made with --palette 'it'\''s --my', now it is 'x')");
}

TEST(CommandLineDifference, ReadsWhatCommandLineOfWrites) {
  const RenderSpec base{.sequence = Sequence::parse("AB"), .constants = {}};
  RenderSpec other = base;
  other.transient = base.transient + 7;
  EXPECT_EQ(
      command_line_difference(command_line_of(base, "viridis"), command_line_of(other, "viridis")),
      "made with --transient " + std::to_string(base.transient) + ", now it is " + std::to_string(other.transient));
  EXPECT_EQ(command_line_difference(command_line_of(base, "viridis"), command_line_of(base, "it's mine")),
            R"(made with --palette 'viridis', now it is 'it'\''s mine')");
}

// Files of versions that did not have these options are what they would be without them.
TEST(CommandLineDifference, NamesBruteForceAndWhatIsShown) {
  const auto line_of = [](bool brute_force, Quantity shown, const char* palette) {
    RenderSpec spec{.sequence = Sequence::parse("AB"), .constants = {}};
    spec.brute_force = brute_force;
    spec.shown = shown;
    return command_line_of(spec, palette);
  };
  const std::string plain = line_of(false, Quantity::kExponent, "viridis");
  const std::string brute_force = line_of(true, Quantity::kExponent, "viridis");
  const std::string period = line_of(false, Quantity::kPeriod, "viridis");
  EXPECT_THAT(plain, AllOf(Not(HasSubstr("--brute-force")), Not(HasSubstr("--show"))));
  EXPECT_EQ(command_line_difference(plain, brute_force), "made without --brute-force, now with it");
  EXPECT_EQ(command_line_difference(brute_force, plain), "made with --brute-force, now without");
  EXPECT_EQ(command_line_difference(plain, period), "made without --show period, now with it");
  EXPECT_EQ(command_line_difference(period, brute_force), "made with --show period, now without");
  EXPECT_EQ(command_line_difference(plain, line_of(false, Quantity::kPeriod, "magma")),
            "made with --palette 'viridis', now it is 'magma'");
}

TEST(CommandLineDifference, ShowsLongValuesAroundTheirFirstDifference) {
  const std::string same(5000, 'A');
  const std::string difference = command_line_difference("lyap render '" + same + "B'", "lyap render '" + same + "C'");
  EXPECT_EQ(difference, "made with ..." + std::string(20, 'A') + "B', now it is ..." + std::string(20, 'A') + "C'");
}

TEST(CommandLineDifference, EscapesAndCutsForeignText) {
  const std::string difference = command_line_difference("\x1b[31m\n" + std::string(5000, 'x'), "lyap render 'AB'");
  EXPECT_THAT(difference, AllOf(HasSubstr("\\x1b[31m\\n"), Not(HasSubstr("\n")), HasSubstr("...', now it is lyap")));
  EXPECT_LT(difference.size(), 200U);
  EXPECT_EQ(command_line_difference("", "lyap"), "made without lyap, now with it");
}

}  // namespace
}  // namespace lyap
