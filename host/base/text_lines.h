#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace lyap {

/// Cuts the first line off the text; its end, LF or CR LF, is not part of it.
inline std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The text without what old editors leave around it: the byte order mark in front, and ^Z with all behind it.
inline std::string_view without_editor_marks(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text.substr(0, std::min(text.find('\x1A'), text.size()));
}

/// Cuts the first word off the text, which blanks, tabs and ends of lines set apart; empty where there is none.
inline std::string_view take_word(std::string_view& text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  const std::string_view word = text.substr(0, std::min(text.find_first_of(kBlanks), text.size()));
  text.remove_prefix(word.size());
  return word;
}

}  // namespace lyap
