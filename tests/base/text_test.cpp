#include "host/base/text.h"

#include <optional>
#include <string>

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(LowerCase, ChangesNothingButLettersOfAscii) {
  EXPECT_EQ(lower_case("aB_Z9@[\xC3\x84"), "ab_z9@[\xC3\x84");
  EXPECT_EQ(lower_case(""), "");
}

TEST(AsLetter, TakesEitherCase) {
  EXPECT_EQ(as_letter('A'), 'A');
  EXPECT_EQ(as_letter('z'), 'Z');
  for (const char c : {'@', '[', '`', '{', '\0', '\xc4'}) EXPECT_EQ(as_letter(c), std::nullopt);
}

TEST(InQuotes, KeepsTextOnOneLine) {
  EXPECT_EQ(in_quotes("A ×"), "'A ×'");
  EXPECT_EQ(in_quotes("a\nb\x1b[m"), "'a\\nb\\x1b[m'");
  EXPECT_EQ(in_quotes("\xff"), "'\\xff'");
}

TEST(InQuotes, CutsLongTextBetweenCharacters) {
  EXPECT_EQ(in_quotes(std::string(60, 'a')), "'" + std::string(60, 'a') + "'");
  EXPECT_EQ(in_quotes(std::string(61, 'a')), "'" + std::string(60, 'a') + "...'");
  EXPECT_EQ(in_quotes(std::string(59, 'a') + "×"), "'" + std::string(59, 'a') + "...'");
}

TEST(Printable, NothingControlsATerminal) {
  EXPECT_EQ(printable("\x1b[31mred\x07\tword\n\x7f\r×"), " [31mred  word   ×");
  EXPECT_EQ(printable(std::string("a\0b", 3)), "a b");
}

// Two bytes each in "é", three in "€".
TEST(Utf8, IsCutBetweenCharacters) {
  EXPECT_EQ(utf8_start("aé€", 10), "aé€");
  EXPECT_EQ(utf8_start("aé€", 6), "aé€");
  EXPECT_EQ(utf8_start("aé€", 5), "aé");
  EXPECT_EQ(utf8_start("aé€", 3), "aé");
  EXPECT_EQ(utf8_start("aé€", 2), "a");
  EXPECT_EQ(utf8_start("aé€", 0), "");
  EXPECT_EQ(utf8_end("aé€", 6), "aé€");
  EXPECT_EQ(utf8_end("aé€", 5), "é€");
  EXPECT_EQ(utf8_end("aé€", 4), "€");
  EXPECT_EQ(utf8_end("aé€", 2), "");
}

TEST(Utf8, IsCountedInCharacters) {
  EXPECT_EQ(utf8_length("aé€"), 3U);
  EXPECT_EQ(utf8_length(""), 0U);
  EXPECT_EQ(utf8_first_character("€a"), "€");
  EXPECT_EQ(utf8_first_character("a€"), "a");
}

// As many bytes as there are, and no more.
TEST(Utf8, WhatIsNoneOfItIsReadToItsEnd) {
  EXPECT_EQ(utf8_start("\x80\x80\x80", 2), "");
  EXPECT_EQ(utf8_end("\x80\x80\x80", 2), "");
  EXPECT_EQ(utf8_first_character("\xE2"), "\xE2");
  EXPECT_EQ(utf8_first_character("\x80\x80"), "\x80\x80");
}

}  // namespace
}  // namespace lyap
