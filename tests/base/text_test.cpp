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

TEST(Utf8, HasANumberForEachCharacter) {
  EXPECT_EQ(utf8_code_point("a"), U'a');
  EXPECT_EQ(utf8_code_point("\u0080"), U'\u0080');
  EXPECT_EQ(utf8_code_point("é"), U'é');
  EXPECT_EQ(utf8_code_point("\u07FF"), U'\u07FF');
  EXPECT_EQ(utf8_code_point("€"), U'€');
  EXPECT_EQ(utf8_code_point("\uFFFF"), U'\uFFFF');
  EXPECT_EQ(utf8_code_point("\U0001F600"), U'\U0001F600');
  EXPECT_EQ(utf8_code_point("\U0010FFFF"), U'\U0010FFFF');
}

TEST(Utf8, HasNoNumberForWhatIsNoCharacter) {
  for (const char* bytes :
       {"", "ab", "\x80", "\xC3", "\xC3\xA9\xA9", "\xC3z", "\xE2\x82", "\xF8\x88\x80\x80", "\xFF"}) {
    EXPECT_EQ(utf8_code_point(bytes), std::nullopt) << bytes;
  }
  // Longer than need be, halves of surrogate pairs, and beyond the last character.
  for (const char* bytes : {"\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xED\xBF\xBF",
                            "\xF4\x90\x80\x80", "\xF7\xBF\xBF\xBF"}) {
    EXPECT_EQ(utf8_code_point(bytes), std::nullopt) << bytes;
  }
}

}  // namespace
}  // namespace lyap
