#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lyap {

// Text is UTF-8, and none of these functions depends on the locale. Bytes that are no UTF-8 stay as they are.

/// The text with A to Z as a to z; all other bytes stay.
std::string lower_case(std::string_view text);

/// The ending of a file's name in lower case, ".png"; empty if it has none.
std::string file_ending(const std::string& path);

/// The letter A to Z that `c` stands for, in upper case; nothing if `c` is no such letter, in either case.
std::optional<char> as_letter(char c);

/// The text as error messages show it: in single quotes, on one line, what cannot be printed escaped, and cut with
/// "..." where it is longer than 60 bytes.
std::string in_quotes(std::string_view text);

/// The text with a blank in the place of each control character (line feeds, tabs, escape sequences), so that it stays
/// on one line and a terminal executes no escape sequence in it.
std::string printable(std::string_view text);

/// The longest beginning of the text that has at most `max_bytes` bytes and ends between characters.
std::string_view utf8_start(std::string_view text, std::size_t max_bytes);

/// The longest end of the text that has at most `max_bytes` bytes and begins between characters.
std::string_view utf8_end(std::string_view text, std::size_t max_bytes);

/// All bytes of the first character of `text`, which must not be empty.
std::string_view utf8_first_character(std::string_view text);

/// The number that Unicode gives to `character`, all of its bytes; nothing if they are not valid UTF-8.
std::optional<char32_t> utf8_code_point(std::string_view character);

/// How many characters the text has.
std::size_t utf8_length(std::string_view text);

}  // namespace lyap
