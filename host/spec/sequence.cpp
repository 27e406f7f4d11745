#include "host/spec/sequence.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kWhiteSpace = " \t\n\v\f\r";
constexpr std::string_view kAcceptedItems = "letters A to Z, repeats such as A6 and groups such as (AB)3 are accepted";

// Expands a sequence while it reads it from left to right. Every growth is checked before it happens, so that hostile
// input costs no more than Sequence::kMaxPeriod letters.
class Expansion {
 public:
  explicit Expansion(std::string_view text) : text_(text) {}

  std::string run() {
    while (next_ < text_.size()) read_item();
    if (!open_groups_.empty()) {
      fail("the '(' at position {} is never closed: each '(' needs a ')'", open_groups_.back().position + 1);
    }
    if (letters_.empty()) {
      fail("a letter is missing at position {}: {}", text_.size() + 1, kAcceptedItems);
    }
    return std::move(letters_);
  }

 private:
  struct OpenGroup {
    std::size_t position;      // of its bracket in the text
    std::size_t first_letter;  // index into letters_
  };

  void read_item() {
    const char c = text_[next_];
    if (const auto letter = as_letter(c)) {
      add_letter(*letter);
    } else if (c == '(') {
      open_group();
    } else if (c == ')') {
      close_group();
    } else if (kDigits.find(c) != kDigits.npos) {
      repeat_item();
    } else if (kWhiteSpace.find(c) != kWhiteSpace.npos) {
      ++next_;
    } else {
      refuse_character();
    }
  }

  void add_letter(char letter) {
    check_growth(1);
    repeatable_ = letters_.size();
    letters_.push_back(letter);
    ++next_;
  }

  void open_group() {
    if (open_groups_.size() == Sequence::kMaxNesting) {
      fail("the '(' at position {} nests too deep: groups may nest {} deep", next_ + 1, Sequence::kMaxNesting);
    }
    open_groups_.push_back({next_, letters_.size()});
    repeatable_.reset();
    ++next_;
  }

  void close_group() {
    if (open_groups_.empty()) fail("the ')' at position {} closes nothing: each ')' needs a '('", next_ + 1);
    const OpenGroup group = open_groups_.back();
    if (group.first_letter == letters_.size()) {
      fail("the group at position {} is empty: a group has at least one letter", group.position + 1);
    }
    open_groups_.pop_back();
    repeatable_ = group.first_letter;
    ++next_;
  }

  void repeat_item() {
    const std::size_t end = std::min(text_.find_first_not_of(kDigits, next_), text_.size());
    const std::string_view number = text_.substr(next_, end - next_);
    if (!repeatable_) {
      fail("the repeat {} at position {} has nothing before it: a repeat stands behind a letter or a group",
           in_quotes(number), next_ + 1);
    }
    const std::string item = letters_.substr(*repeatable_);
    const std::size_t copies = read_repeat(number) - 1;  // one is there already
    check_growth(copies * item.size());
    for (std::size_t i = 0; i < copies; ++i) letters_ += item;
    repeatable_.reset();
    next_ = end;
  }

  // 1 to kMaxPeriod; next_ is where the number stands.
  std::size_t read_repeat(std::string_view number) const {
    std::size_t count = 0;
    const auto error = std::from_chars(number.data(), number.data() + number.size(), count).ec;
    const bool too_large = error == std::errc::result_out_of_range || count > Sequence::kMaxPeriod;
    if (too_large || count == 0) {
      fail("the repeat {} at position {} is too {}: 1 to {} are accepted", in_quotes(number), next_ + 1,
           too_large ? "large" : "small", Sequence::kMaxPeriod);
    }
    return count;
  }

  void check_growth(std::size_t count) const {
    if (letters_.size() + count > Sequence::kMaxPeriod) {
      fail("it grows too long at position {}: 1 to {} letters are accepted", next_ + 1, Sequence::kMaxPeriod);
    }
  }

  [[noreturn]] void refuse_character() const {
    const std::string character = in_quotes(utf8_first_character(text_.substr(next_)));
    fail("{} at position {} is not a letter: {}", character, next_ + 1, kAcceptedItems);
  }

  template <typename... Args>
  [[noreturn]] void fail(fmt::format_string<Args...> problem, Args&&... args) const {
    throw InvalidInput(
        fmt::format("{} is not a sequence: {}", in_quotes(text_), fmt::format(problem, std::forward<Args>(args)...)));
  }

  std::string_view text_;
  std::size_t next_ = 0;                   // position in text_
  std::string letters_;                    // the expansion of the text so far
  std::vector<OpenGroup> open_groups_;     // the innermost last
  std::optional<std::size_t> repeatable_;  // where the item that a number would repeat starts in letters_
};

}  // namespace

Sequence Sequence::parse(std::string_view text) {
  return Sequence(Expansion(text).run());
}

std::size_t Sequence::least_period() const {
  const std::size_t length = letters_.size();
  for (std::size_t period = 1; period < length; ++period) {
    if (length % period == 0 && letters_.compare(period, length - period, letters_, 0, length - period) == 0) {
      return period;
    }
  }
  return length;
}

std::string Sequence::distinct() const {
  std::string sorted = letters_;
  std::ranges::sort(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

std::string Sequence::compact() const {
  constexpr std::size_t kShortestRepeat = 3;  // "AA" is as short as "A2" and reads better
  std::string text;
  for (std::size_t begin = 0; begin < letters_.size();) {
    const char letter = letters_[begin];
    const std::size_t end = std::min(letters_.find_first_not_of(letter, begin), letters_.size());
    const std::size_t run = end - begin;
    if (run < kShortestRepeat) {
      text.append(run, letter);
    } else {
      fmt::format_to(std::back_inserter(text), "{}{}", letter, run);
    }
    begin = end;
  }
  return text;
}

}  // namespace lyap
