#include "tools/options/toml_text.h"

#include "host/base/error.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"
#include "tools/options/option_file.h"

#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using namespace std::string_literals;

/// What is said against a text; empty if nothing is.
std::string fault_of(const std::string& text) {
  try {
    prepare_toml(text, "a.toml");
    return "";
  } catch (const InvalidInput& error) {
    return error.what();
  }
}

/// The text under the key a, as read_toml() reads it.
std::string text_in(const std::string& content) {
  const TemporaryFolder folder;
  make_file(folder / "a.toml", content);
  return read_toml(folder / "a.toml", "config")["a"].value_or(std::string());
}

constexpr const char* kNoTime = "behind a date a time such as 07:32:00 is accepted";

TEST(TomlText, OutsideOfStringsAndCommentsCharactersAreOfAscii) {
  EXPECT_EQ(fault_of("é = 1\n"), "a.toml:1: column 1: 'é' must stand in quotes or in a comment");
  EXPECT_EQ(fault_of("a = 1\r\n\tb = é\n"), "a.toml:2: column 6: 'é' must stand in quotes or in a comment");
  EXPECT_EQ(fault_of("a = 'é' é\n"), "a.toml:1: column 9: 'é' must stand in quotes or in a comment");
  EXPECT_EQ(fault_of("[é]\n"), "a.toml:1: column 2: 'é' must stand in quotes or in a comment");
  EXPECT_EQ(fault_of("a = 1é\n"), "a.toml:1: column 6: 'é' must stand in quotes or in a comment");
  EXPECT_EQ(fault_of("a = [\n  \"é\", # é\n  ё]"), "a.toml:3: column 3: 'ё' must stand in quotes or in a comment");
  // The ends of the ranges of which toml++ cannot tell whether they are blanks, and the blanks that it knows.
  for (const char* character : {"¡", "ҙ", "ⱞ", "、", "ぁ", "ﬦ", "﻾", "\u00A0", "\u3000", "\u0085", "\uFEFF"}) {
    EXPECT_NE(fault_of(fmt::format("a = 1 {}\n", character)), "") << character;
  }
}

TEST(TomlText, ControlCharactersAreRefused) {
  EXPECT_EQ(fault_of("[\x01"
                     "a]\n"),
            "a.toml:1: column 2: the control character '\\x01' is not accepted");
  EXPECT_EQ(fault_of("\n[[ \x1b[31m]]\n"), "a.toml:2: column 4: the control character '\\x1b' is not accepted");
  EXPECT_EQ(fault_of("a = \0"s), "a.toml:1: column 5: the control character '\\x00' is not accepted");
  EXPECT_NE(fault_of("a = 1\f"), "");
}

TEST(TomlText, ATableHasAName) {
  EXPECT_EQ(fault_of("[=]\n"), "a.toml:1: column 1: behind '[' a name is missing");
  EXPECT_EQ(fault_of("a = 1\n  [ \n]"), "a.toml:2: column 3: behind '[' a name is missing");
  EXPECT_EQ(fault_of("[[[a]]]\n"), "a.toml:1: column 1: behind '[' a name is missing");
  EXPECT_EQ(fault_of("[\r\n"), "a.toml:1: column 1: behind '[' a name is missing");
}

TEST(TomlText, ABraceClosesNoBracket) {
  EXPECT_EQ(fault_of("a = [ }\n"), "a.toml:1: column 7: '}' closes nothing: it is a '[' that is open");
  EXPECT_EQ(fault_of("a = {b = [{}, }]}\n"), "a.toml:1: column 15: '}' closes nothing: it is a '[' that is open");
}

TEST(TomlText, BehindADateComesATimeOrNone) {
  for (const char* value : {"1979-05-27 0", "1979-05-27 0,", "1979-05-27 00", "1979-05-27T", "1979-05-27t:00:00"}) {
    EXPECT_EQ(fault_of(fmt::format("a = {}\n", value)).substr(21), kNoTime) << value;
  }
  EXPECT_EQ(fault_of("a = 1979-05-27 0\n"), fmt::format("a.toml:1: column 16: {}", kNoTime));
  EXPECT_EQ(fault_of("a = 19_79-05-27 07:32\n"), fmt::format("a.toml:1: column 17: {}", kNoTime));
}

TEST(TomlText, ABackslashEndsItsLineOrBeginsAnEscapeSequence) {
  constexpr const char* kFault = "behind a backslash an escape sequence or the end of the line is accepted";
  EXPECT_EQ(fault_of("a = \"\"\"\n\\é\"\"\""), fmt::format("a.toml:2: column 1: {}", kFault));
  EXPECT_EQ(fault_of("a = \"\"\"\\  é\n\"\"\""), fmt::format("a.toml:1: column 8: {}", kFault));
}

// toml++ comes to what is no UTF-8 only after it has asked of the characters before it whether they are blanks.
TEST(TomlText, WhatFollowsALineThatEndsInABackslashIsUtf8) {
  EXPECT_EQ(fault_of("a = \"\"\"\\\n é\xA3\"\"\""), "a.toml:2: column 2: 'é\\xa3' is not UTF-8");
  EXPECT_EQ(fault_of("a = \"\"\"\\\n\xC3\"\"\""), "a.toml:2: column 1: '\\xc3' is not UTF-8");
}

// None of it may be taken for something else.
TEST(TomlText, ValidTomlStaysAsItIs) {
  for (const char* text : {
           "",
           "# é [= ]\n",
           "\uFEFF[a]\r\n",
           "a = 'é\\' # '\nb = \"é\\\"é\" # \"",
           "a = '''\né'é''\\''''' # é\n",
           "a = \"\"\"\né\"é\"\"\\\"é\"\"\"\"\"\nb = ''\nc = \"\" # é\n",
           "[ a . 'é' . \"[\" ]\n[[ b ]] # é\n",
           "1979-05-27 = 0\n1979-05-28.0 = 0\n'a' = 1979-05-27\n",
           "a = [1979-05-27, 1979-05-27 07:32:00, 1979-05-27T07:32:00Z, 07:32:00] # 0\n",
           "a = [ # é ]\n  [1, 2], [[], {}],\n\t{b = [{c = '}'}], d.e = \"]\"},\n]\n[f]\n",
           "a = {}\n  [b]\n[[c]]\n",
           "a-b_c = -1e-3\n1 . 2 = 0xff_ff\n",
       }) {
    EXPECT_EQ(prepare_toml(text, "a.toml"), text);
    const TemporaryFolder folder;
    make_file(folder / "a.toml", text);
    EXPECT_NO_THROW(read_toml(folder / "a.toml", "config")) << text;
  }
}

// toml++ would ask whether the first character of the line is a blank, which it cannot tell.
TEST(TomlText, ALineThatIsContinuedMayBeginWithAnyCharacter) {
  EXPECT_EQ(prepare_toml("a = \"\"\"x\\\n \t\n é\"\"\"", "a.toml"), "a = \"\"\"x\\\n \t\n \\U000000E9\"\"\"");
  EXPECT_EQ(text_in("a = \"\"\"été \\  \r\n\n  été\\\nぁ\\\n😀\\\n\u3000.\"\"\"\n"), "été étéぁ😀\u3000.");
}

TEST(TomlText, FilesAreCheckedBeforeTheyAreRead) {
  const TemporaryFolder folder;
  make_file(folder / "a.toml",
            "a = 1\n[\x01"
            "a]\n");
  EXPECT_EQ(message_of<InvalidInput>([&] { read_toml(folder / "a.toml", "config"); }),
            folder / "a.toml" + ":2: column 2: the control character '\\x01' is not accepted");
}

}  // namespace
}  // namespace lyap
