#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace lyap {

/// A forcing sequence: 1 to kMaxPeriod letters 'A' to 'Z' that drive the map over and over. An immutable value.
class Sequence {
 public:
  static constexpr std::size_t kMaxPeriod = 4096;
  static constexpr std::size_t kMaxNesting = 64;

  /// Reads letters in either case; a number behind a letter or a bracketed group repeats it, so that "A3(AB)2" is
  /// "AAAABAB". White space between the items is ignored, groups nest up to kMaxNesting deep. Throws InvalidInput, with
  /// the 1-based position, for anything else and for a sequence that is empty or longer than kMaxPeriod.
  static Sequence parse(std::string_view text);

  /// The letters of one period, expanded and in upper case.
  const std::string& letters() const { return letters_; }

  /// The number of letters before they start again.
  std::size_t period() const { return letters_.size(); }

  /// The number of letters that the sequence is a repetition of; period() where it is none.
  std::size_t least_period() const;

  /// The letter of step n, which may lie in any period.
  char at(std::size_t n) const { return letters_[n % letters_.size()]; }

  /// Each letter that occurs, once, in alphabetical order.
  std::string distinct() const;

  /// A short text with runs as repeats, "A6B6", that parse() reads back as the same sequence.
  std::string compact() const;

  friend bool operator==(const Sequence&, const Sequence&) = default;

 private:
  explicit Sequence(std::string letters) : letters_(std::move(letters)) {}

  std::string letters_;
};

}  // namespace lyap
