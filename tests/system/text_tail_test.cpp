#include "host/system/text_tail.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::EndsWith;
using ::testing::SizeIs;

TEST(TextTailTest, KeepsAShortTextAndTheEndOfALongOne) {
  TextTail tail(10);
  tail.append("0123456789");
  EXPECT_EQ(tail.text(), "0123456789");
  for (int i = 0; i < 1000; ++i) tail.append("many more bytes ");
  tail.append("the end");
  EXPECT_THAT(tail.text(), EndsWith("es the end"));
  // Never more than twice the length.
  EXPECT_LE(tail.text().size(), 20U);
}

TEST(LastLinesTest, JoinsLinesThatAreNotBlank) {
  EXPECT_EQ(last_lines("one\ntwo\n\n  \nthree\n", 2, 100), "two; three");
  EXPECT_EQ(last_lines("one", 2, 100), "one");
  EXPECT_EQ(last_lines("\n\n", 2, 100), "");
  EXPECT_EQ(last_lines("", 2, 100), "");
}

TEST(LastLinesTest, ProgressThatReturnsToTheLineStartIsLines) {
  EXPECT_EQ(last_lines("frame 1\rframe 2\r\nwhy\n", 2, 100), "frame 2; why");
}

TEST(LastLinesTest, NothingCanControlATerminal) {
  EXPECT_EQ(last_lines("\x1b[31mred\x07\tword\x7f", 1, 100), "[31mred  word");
}

TEST(LastLinesTest, LeavesAddressesOut) {
  EXPECT_EQ(last_lines("[libx264 @ 0x55d0a] bad [mp4 @ 0x1] worse", 1, 100), "[libx264] bad [mp4] worse");
  EXPECT_EQ(last_lines("at @ 0x12ab", 1, 100), "at");
}

TEST(LastLinesTest, CutsBetweenCharacters) {
  EXPECT_EQ(last_lines("0123456789", 1, 4), "6789");
  EXPECT_EQ(last_lines("éé", 1, 3), "é");
  EXPECT_THAT(last_lines(std::string(10'000, 'x'), 1, 600), SizeIs(600));
}

}  // namespace
}  // namespace lyap
