#include "tools/options/toml_text.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kBlanksAndLineEnds = " \t\r\n";
constexpr std::string_view kWhiteSpace = " \t\n\v\f\r";
/// What ends a value that is neither text nor in brackets.
constexpr std::string_view kValueEnds = " \t\n\v\f\r]},#";

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

bool is_digit(char c) {
  return '0' <= c && c <= '9';
}

bool is_quote(char c) {
  return c == '"' || c == '\'';
}

/// What the name of a table begins with; the bracket behind an empty one is left to toml++.
bool begins_name(char c) {
  return as_letter(c) || is_digit(c) || is_quote(c) || c == '_' || c == '-' || c == ']';
}

constexpr std::size_t kDateLength = std::string_view("1979-05-27").size();

/// As toml++ knows dates from numbers.
bool begins_with_date(std::string_view value) {
  return value.size() >= kDateLength && is_digit(value[0]) && value[4] == '-' && value[7] == '-';
}

/// Goes through the text as far as it must to know strings, comments, keys and values apart. In valid TOML it sees what
/// toml++ sees; elsewhere it may lose its way only behind the first fault, where toml++ has stopped.
class TomlScan {
 public:
  TomlScan(std::string_view text, const std::string& path)
      : text_(text), path_(path), next_(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0) {}

  std::string run() {
    while (next_ < text_.size()) read_item();
    prepared_ += text_.substr(copied_);
    return std::move(prepared_);
  }

 private:
  void read_item() {
    const char c = text_[next_];
    check_plain(next_);
    const bool begins_line = begins_line_;
    if (kWhiteSpace.find(c) == kWhiteSpace.npos) begins_line_ = false;
    if (c == '#') {
      next_ = std::min(text_.find('\n', next_), text_.size());
    } else if (is_quote(c)) {
      read_string(c);
    } else if (c == '[' && begins_line && brackets_.empty()) {
      read_header();
    } else if (in_value_ && kValueEnds.find(c) == kValueEnds.npos && c != '[' && c != '{') {
      read_value();
    } else {
      read_punctuation(c);
      ++next_;
    }
  }

  void read_punctuation(char c) {
    const char open = brackets_.empty() ? '\0' : brackets_.back();
    if (c == '\n' && open == '\0') {
      in_value_ = false;
      begins_line_ = true;
    } else if (c == '=') {
      in_value_ = true;
    } else if (c == ',' && open == '{') {
      in_value_ = false;
    } else if (in_value_ && (c == '[' || c == '{')) {
      brackets_ += c;
      in_value_ = c == '[';
    } else if (c == '}' && open == '[') {
      // toml++ asserts that a value begins with no '}'.
      refuse(next_, "'}' closes nothing: it is a '[' that is open");
    } else if ((c == ']' && open == '[') || (c == '}' && open == '{')) {
      brackets_.pop_back();
      in_value_ = true;
    }
  }

  /// [NAME] or [[NAME]], up to NAME: toml++ asserts that it is there.
  void read_header() {
    const std::size_t bracket = next_;
    ++next_;
    skip(kBlanks);
    if (next_ < text_.size() && text_[next_] == '[') {
      ++next_;
      skip(kBlanks);
    }
    if (next_ == text_.size()) return;
    check_plain(next_);
    if (!begins_name(text_[next_])) refuse(bracket, "behind '[' a name is missing");
  }

  void read_value() {
    const std::size_t begin = next_;
    next_ = std::min(text_.find_first_of(kValueEnds, begin), text_.size());
    for (std::size_t i = begin; i < next_; ++i) check_plain(i);
    check_time_of_day(begin);
  }

  /// Behind a date and a T toml++ asserts that a digit comes. Behind a date and a blank it takes a digit for the
  /// beginning of a time, and asserts that it is not all of it.
  void check_time_of_day(std::size_t date) const {
    const std::string_view value = text_.substr(date, next_ - date);
    std::string without_underscores(value);
    std::erase(without_underscores, '_');
    if (!begins_with_date(without_underscores)) return;
    if (without_underscores.size() > kDateLength) {
      const bool is_time = value.size() > kDateLength + 1 && is_digit(value[kDateLength + 1]);
      if (lower_case(value.substr(kDateLength, 1)) == "t" && !is_time) refuse_time_of_day(date + kDateLength + 1);
      return;
    }
    const std::string_view rest = text_.substr(next_);
    if (rest.size() < 2 || rest[0] != ' ' || !is_digit(rest[1])) return;
    const bool is_time = rest.size() > 3 && is_digit(rest[2]) && rest[3] == ':';
    if (value.size() > kDateLength || !is_time) refuse_time_of_day(next_ + 1);
  }

  [[noreturn]] void refuse_time_of_day(std::size_t position) const {
    refuse(position, "behind a date a time such as 07:32:00 is accepted");
  }

  void read_string(char quote) {
    const std::string_view rest = text_.substr(next_);
    if (rest.starts_with(std::string(3, quote))) return read_lines(quote);
    if (rest.starts_with(std::string(2, quote))) {
      next_ += 2;
      return;
    }
    for (++next_; next_ < text_.size() && text_[next_] != '\n'; ++next_) {
      const char c = text_[next_];
      if (c == quote) {
        ++next_;
        return;
      }
      const bool is_escape = c == '\\' && quote == '"';
      if (is_escape && next_ + 1 < text_.size() && text_[next_ + 1] != '\n') ++next_;
    }
  }

  /// A string of several lines. Its end may have two quotes before it that belong to it.
  void read_lines(char quote) {
    constexpr std::size_t kMostQuotes = 5;
    next_ += 3;
    while (next_ < text_.size()) {
      const char c = text_[next_];
      if (c == quote) {
        const std::size_t run = std::min(text_.find_first_not_of(quote, next_), text_.size()) - next_;
        next_ += std::min(run, kMostQuotes);
        if (run >= 3) return;
      } else if (c == '\\' && quote == '"') {
        read_escape();
      } else {
        ++next_;
      }
    }
  }

  /// A backslash in a string of several lines. Behind it toml++ asks of characters whether they are blanks, which it
  /// knows of those of ASCII alone.
  void read_escape() {
    const std::size_t backslash = next_;
    ++next_;
    const std::size_t escaped = next_;
    skip(kBlanks);
    if (next_ == text_.size()) return;
    if (!is_ascii(text_[next_])) {
      refuse(backslash, "behind a backslash an escape sequence or the end of the line is accepted");
    }
    if (text_[next_] != '\n' && text_[next_] != '\r') {
      next_ = std::max(next_, escaped + 1);
      return;
    }
    skip(kBlanksAndLineEnds);
    if (next_ < text_.size() && !is_ascii(text_[next_])) write_escaped();
  }

  void write_escaped() {
    const std::string_view character = utf8_first_character(text_.substr(next_));
    const std::optional<char32_t> number = utf8_code_point(character);
    if (!number) refuse(next_, fmt::format("{} is not UTF-8", in_quotes(character)));
    prepared_ += text_.substr(copied_, next_ - copied_);
    fmt::format_to(std::back_inserter(prepared_), "\\U{:08X}", static_cast<std::uint32_t>(*number));
    next_ += character.size();
    copied_ = next_;
  }

  void skip(std::string_view characters) { next_ = std::min(text_.find_first_not_of(characters, next_), text_.size()); }

  /// Outside of strings and comments TOML is ASCII. Of other characters toml++ cannot tell whether they are blanks.
  void check_plain(std::size_t position) const {
    const char c = text_[position];
    const bool is_control = static_cast<unsigned char>(c) < ' ' || c == '\x7F';
    if (!is_ascii(c)) {
      const std::string_view character = utf8_first_character(text_.substr(position));
      refuse(position, fmt::format("{} must stand in quotes or in a comment", in_quotes(character)));
    }
    if (is_control && kBlanksAndLineEnds.find(c) == kBlanksAndLineEnds.npos) {
      refuse(position, fmt::format("the control character {} is not accepted", in_quotes({&c, 1})));
    }
  }

  [[noreturn]] void refuse(std::size_t position, const std::string& problem) const {
    std::string_view before = text_.substr(0, position);
    const auto line = 1 + std::ranges::count(before, '\n');
    if (before.starts_with(kByteOrderMark)) before.remove_prefix(kByteOrderMark.size());
    const std::size_t column = 1 + utf8_length(before.substr(before.rfind('\n') + 1));
    throw InvalidInput(fmt::format("{}:{}: column {}: {}", path_, line, column, problem));
  }

  std::string_view text_;
  const std::string& path_;
  std::size_t next_;         // position in text_
  std::string brackets_;     // of values, those that are open; the innermost last
  bool in_value_ = false;    // or else in a key
  bool begins_line_ = true;  // nothing but blanks has come in this line
  std::string prepared_;     // what text_ has become up to copied_
  std::size_t copied_ = 0;
};

}  // namespace

std::string prepare_toml(std::string_view text, const std::string& path) {
  return TomlScan(text, path).run();
}

}  // namespace lyap
