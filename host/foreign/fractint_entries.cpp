#include "host/foreign/fractint_entries.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/base/text_lines.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

namespace lyap {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

/// Puts the lines of an entry together.
class EntryReader {
 public:
  void add_line(std::string_view line, std::size_t number) {
    line = line.substr(0, line.find(';'));
    if (joins_) line = trimmed(line);
    joins_ = trimmed(line).ends_with('\\');
    if (joins_) line = trimmed(line).substr(0, trimmed(line).size() - 1);
    while (!line.empty()) {
      const std::size_t brace = std::min(line.find(inside_ ? '}' : '{'), line.size());
      text_ += line.substr(0, brace);
      if (brace == line.size()) break;
      inside_ ? end_entry() : begin_entry(number);
      line.remove_prefix(brace + 1);
    }
    if (!joins_) text_ += ' ';
  }

  std::vector<FractintEntry> finish() {
    if (!inside_) return std::move(entries_);
    throw InvalidInput(fmt::format("line {}: the entry {} has no end, '}}'", begin_, in_quotes(name_)));
  }

 private:
  void begin_entry(std::size_t number) {
    std::string_view rest = trimmed(text_);
    const std::size_t blank = rest.find_last_of(" \t");
    name_ = rest.substr(blank == rest.npos ? 0 : blank + 1);
    begin_ = number;
    inside_ = true;
    text_.clear();
  }

  void end_entry() {
    inside_ = false;
    const std::string body = std::move(text_);
    text_.clear();
    if (name_.find(':') != name_.npos) return;
    FractintEntry entry{name_, {}};
    std::string_view rest = body;
    for (std::string_view word = take_word(rest); !word.empty(); word = take_word(rest)) {
      const std::size_t equals = std::min(word.find('='), word.size());
      const std::string_view value = word.substr(std::min(equals + 1, word.size()));
      entry.values[lower_case(word.substr(0, equals))] = value;
    }
    entries_.push_back(std::move(entry));
  }

  std::vector<FractintEntry> entries_;
  std::string text_;
  std::string name_;
  std::size_t begin_ = 0;
  bool inside_ = false;
  bool joins_ = false;
};

}  // namespace

std::vector<FractintEntry> read_fractint_entries(std::string_view text) {
  EntryReader reader;
  text = without_editor_marks(text);
  for (std::size_t number = 1; !text.empty(); ++number) reader.add_line(take_line(text), number);
  return reader.finish();
}

}  // namespace lyap
