#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lyap {

/// Keeps the end of a text that is appended to piece by piece, in bounded memory.
class TextTail {
 public:
  /// Keeps at least the last `length` bytes.
  explicit TextTail(std::size_t length) : length_(length) {}

  void append(std::string_view text) {
    text_ += text;
    if (text_.size() > 2 * length_) text_.erase(0, text_.size() - length_);
  }

  const std::string& text() const { return text_; }

 private:
  std::size_t length_;
  std::string text_;
};

/// The last `count` lines of `text` that are not blank, joined with "; " and cut at the front to `longest` bytes.
/// Carriage returns end lines, too; other control characters become blanks; addresses such as " @ 0x55d0" are removed.
std::string last_lines(std::string_view text, std::size_t count, std::size_t longest);

}  // namespace lyap
