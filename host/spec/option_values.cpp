#include "host/spec/option_values.h"

#include "host/base/decimal_number.h"
#include "host/base/error.h"
#include "host/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

constexpr std::string_view kAcceptedNumbers = "a finite decimal number such as 3.75 or -1e-3 is accepted";

struct NamedSize {
  std::string_view name;
  Size size;
};

constexpr std::array kNamedSizes = {
    NamedSize{"720p", {1280, 720}}, NamedSize{"1080p", {1920, 1080}}, NamedSize{"1440p", {2560, 1440}},
    NamedSize{"4k", {3840, 2160}},  NamedSize{"8k", {7680, 4320}},
};

// std::from_chars knows '-' only. A '+' before another sign stays, so that "+-1" is refused.
std::string_view without_plus(std::string_view text) {
  const bool has_plus = text.starts_with('+') && !text.starts_with("+-");
  return has_plus ? text.substr(1) : text;
}

// What stands before the error of a part of a text, which is told as one of the whole text, because that is what the
// user has written.
std::string as_part_of(std::string_view whole, std::string_view kind, std::string_view part) {
  return fmt::format("{} is not {}: {}", in_quotes(whole), kind, part);
}

struct Separator {
  std::size_t position = std::string_view::npos;
  std::size_t length = 0;
};

Separator find_times_sign(std::string_view text) {
  constexpr std::string_view kTimes = "×";  // two bytes in UTF-8
  if (const auto letter = text.find_first_of("xX"); letter != text.npos) return {letter, 1};
  return {text.find(kTimes), kTimes.size()};
}

[[noreturn]] void refuse_size(std::string_view text) {
  std::array<std::string_view, kNamedSizes.size()> names;
  std::ranges::transform(kNamedSizes, names.begin(), &NamedSize::name);
  throw InvalidInput(fmt::format("{} is not a size: WIDTHxHEIGHT such as 1920x1080 or one of {} is accepted",
                                 in_quotes(text), fmt::join(names, ", ")));
}

double read_number(std::string_view text, const std::string& before) {
  const std::string_view digits = without_plus(text);
  const char* const text_end = text.data() + text.size();
  double value = 0;
  const auto [end, error] = read_decimal(digits.data(), text_end, value);
  if (error == std::errc::invalid_argument) {
    throw InvalidInput(before + fmt::format("{} is not a number: {}", in_quotes(text), kAcceptedNumbers));
  }
  if (end != text_end) {
    throw InvalidInput(before + fmt::format("{} is not a number: {} at position {} does not belong to one: {}",
                                            in_quotes(text), in_quotes({end, text_end}), end - text.data() + 1,
                                            kAcceptedNumbers));
  }
  if (error == std::errc::result_out_of_range) {
    throw InvalidInput(before + fmt::format("{} is beyond what a double holds: {}", in_quotes(text), kAcceptedNumbers));
  }
  if (!std::isfinite(value)) {
    throw InvalidInput(before + fmt::format("{} is not finite: {}", in_quotes(text), kAcceptedNumbers));
  }
  return value;
}

std::int64_t read_integer(std::string_view text, std::int64_t min, std::int64_t max, std::string_view what,
                          const std::string& before) {
  const auto refuse = [&](std::string_view problem) {
    throw InvalidInput(before + fmt::format("{} is {}: {} must be {} to {}", in_quotes(text), problem, what, min, max));
  };
  const std::string_view digits = without_plus(text);
  const char* const text_end = text.data() + text.size();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), text_end, value);
  if (error == std::errc::invalid_argument || end != text_end) refuse("not a whole number");
  const bool overflow = error == std::errc::result_out_of_range;
  const bool negative = text.starts_with('-');
  if (overflow ? negative : value < min) refuse("too small");
  if (overflow ? !negative : value > max) refuse("too large");
  return value;
}

}  // namespace

double parse_number(std::string_view text) {
  return read_number(text, "");
}

std::int64_t parse_integer(std::string_view text, std::int64_t min, std::int64_t max, std::string_view what) {
  return read_integer(text, min, max, what, "");
}

Range parse_range(std::string_view text) {
  constexpr std::string_view kKind = "a range";
  constexpr std::string_view kAccepted = "MIN:MAX such as 2.5:3.4 is accepted";
  const std::size_t colon = text.find(':');
  if (colon == text.npos) throw InvalidInput(fmt::format("{} is not a range: {}", in_quotes(text), kAccepted));
  if (const std::size_t second = text.find(':', colon + 1); second != text.npos) {
    throw InvalidInput(fmt::format("{} is not a range: the second ':' at position {} is one too many: {}",
                                   in_quotes(text), second + 1, kAccepted));
  }
  const Range range{
      read_number(text.substr(0, colon), as_part_of(text, kKind, "the minimum ")),
      read_number(text.substr(colon + 1), as_part_of(text, kKind, "the maximum ")),
  };
  if (range.min >= range.max) {
    throw InvalidInput(
        fmt::format("{} is not a range: the minimum must be less than the maximum: {}", in_quotes(text), kAccepted));
  }
  return range;
}

Size parse_size(std::string_view text) {
  for (const auto& [name, size] : kNamedSizes) {
    if (lower_case(text) == name) return size;
  }
  const Separator times = find_times_sign(text);
  if (times.position == text.npos) refuse_size(text);
  const auto side = [text](std::string_view part, std::string_view what) {
    return static_cast<int>(read_integer(part, 1, kMaxSide, what, as_part_of(text, "a size", "")));
  };
  return {side(text.substr(0, times.position), "the width"),
          side(text.substr(times.position + times.length), "the height")};
}

LetterValue parse_letter_value(std::string_view text) {
  constexpr std::string_view kKind = "a letter's value";
  const std::size_t equals = text.find('=');
  if (equals == text.npos) {
    throw InvalidInput(fmt::format("{} is not {}: LETTER=VALUE such as C=3.1 is accepted", in_quotes(text), kKind));
  }
  const std::string_view name = text.substr(0, equals);
  const auto letter = name.size() == 1 ? as_letter(name.front()) : std::nullopt;
  if (!letter) {
    throw InvalidInput(
        fmt::format("{} is not {}: {} is not a letter: A to Z are accepted", in_quotes(text), kKind, in_quotes(name)));
  }
  return {*letter, read_number(text.substr(equals + 1), as_part_of(text, kKind, "the value "))};
}

}  // namespace lyap
