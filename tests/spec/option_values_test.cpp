#include "host/spec/option_values.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

template <typename Parse>
std::string error_of(Parse parse) {
  try {
    parse();
    return "no error";
  } catch (const InvalidInput& error) {
    return error.what();
  }
}

std::string number_error(std::string_view text) {
  return error_of([text] { parse_number(text); });
}
std::string iterations_error(std::string_view text) {
  return error_of([text] { parse_integer(text, 2, 50'000'000, "the number of iterations"); });
}
std::string range_error(std::string_view text) {
  return error_of([text] { parse_range(text); });
}
std::string size_error(std::string_view text) {
  return error_of([text] { parse_size(text); });
}
std::string letter_value_error(std::string_view text) {
  return error_of([text] { parse_letter_value(text); });
}

TEST(ParseNumber, ReadsFiniteDecimalNumbers) {
  EXPECT_EQ(parse_number("0"), 0.0);
  EXPECT_EQ(parse_number("3.75"), 3.75);
  EXPECT_EQ(parse_number("+2"), 2.0);
  EXPECT_EQ(parse_number("-1e-3"), -0.001);
  EXPECT_EQ(parse_number(".5"), 0.5);
  EXPECT_EQ(parse_number("1E+2"), 100.0);
  EXPECT_EQ(parse_number("1.7976931348623157e308"), std::numeric_limits<double>::max());
}

TEST(ParseNumber, RefusesTheRest) {
  const std::string accepted = "a finite decimal number such as 3.75 or -1e-3 is accepted";
  for (const std::string text : {"", "abc", "-", "+", "+-1", "++1", " 1", "."}) {
    EXPECT_EQ(number_error(text), fmt::format("'{}' is not a number: {}", text, accepted));
  }
  for (const std::string text : {"inf", "-inf", "+infinity", "nan", "NAN"}) {
    EXPECT_EQ(number_error(text), fmt::format("'{}' is not finite: {}", text, accepted));
  }
  for (const std::string text : {"1e999", "-1e999", "1e-999"}) {
    EXPECT_EQ(number_error(text), fmt::format("'{}' is beyond what a double holds: {}", text, accepted));
  }
}

TEST(ParseNumber, TellsWhereANumberEnds) {
  const std::string accepted = "does not belong to one: a finite decimal number such as 3.75 or -1e-3 is accepted";
  EXPECT_EQ(number_error("3,7"), "'3,7' is not a number: ',7' at position 2 " + accepted);
  EXPECT_EQ(number_error("+3.7x"), "'+3.7x' is not a number: 'x' at position 5 " + accepted);
  EXPECT_EQ(number_error("0x1F"), "'0x1F' is not a number: 'x1F' at position 2 " + accepted);
  EXPECT_EQ(number_error("1\n"), "'1\\n' is not a number: '\\n' at position 2 " + accepted);
}

TEST(ParseNumber, ReadsBackEveryDoubleThatWasWritten) {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    std::mt19937_64 random(seed);
    const double mantissa = std::uniform_real_distribution<double>(-1, 1)(random);
    const double value = std::ldexp(mantissa, std::uniform_int_distribution<int>(-900, 900)(random));
    EXPECT_EQ(parse_number(fmt::format("{}", value)), value);
  }
}

TEST(ParseInteger, ReadsWholeNumbersWithinTheLimits) {
  EXPECT_EQ(parse_integer("2", 2, 10, "the count"), 2);
  EXPECT_EQ(parse_integer("+10", 2, 10, "the count"), 10);
  EXPECT_EQ(parse_integer("-007", -7, 7, "the count"), -7);
}

TEST(ParseInteger, ReadsTheWholeOfItsType) {
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(parse_integer("-9223372036854775808", kMin, kMax, "the count"), kMin);
  EXPECT_EQ(parse_integer("9223372036854775807", kMin, kMax, "the count"), kMax);
  EXPECT_EQ(error_of([] { parse_integer("9223372036854775808", kMin, kMax, "the count"); }),
            "'9223372036854775808' is too large: the count must be -9223372036854775808 to 9223372036854775807");
}

TEST(ParseInteger, RefusesTheRest) {
  const std::string accepted = "the number of iterations must be 2 to 50000000";
  for (const std::string text : {"1", "0", "-5", "-99999999999999999999"}) {
    EXPECT_EQ(iterations_error(text), fmt::format("'{}' is too small: {}", text, accepted));
  }
  for (const std::string text : {"50000001", "99999999999999999999", "+99999999999999999999"}) {
    EXPECT_EQ(iterations_error(text), fmt::format("'{}' is too large: {}", text, accepted));
  }
  for (const std::string text : {"", "-", "+-3", "many", "3.5", "1e6", "0x10", " 3", "99999999999999999999x"}) {
    EXPECT_EQ(iterations_error(text), fmt::format("'{}' is not a whole number: {}", text, accepted));
  }
}

TEST(ParseRange, ReadsMinAndMax) {
  EXPECT_EQ(parse_range("2.5:3.4"), (Range{2.5, 3.4}));
  EXPECT_EQ(parse_range("-1:+1e1"), (Range{-1, 10}));
}

TEST(ParseRange, NeedsExactlyOneColon) {
  const std::string accepted = "MIN:MAX such as 2.5:3.4 is accepted";
  EXPECT_EQ(range_error(""), "'' is not a range: " + accepted);
  EXPECT_EQ(range_error("2.5-3.4"), "'2.5-3.4' is not a range: " + accepted);
  EXPECT_EQ(range_error("1:2:3"), "'1:2:3' is not a range: the second ':' at position 4 is one too many: " + accepted);
}

TEST(ParseRange, NeedsMinLessThanMax) {
  const std::string problem = "the minimum must be less than the maximum: MIN:MAX such as 2.5:3.4 is accepted";
  EXPECT_EQ(range_error("4:3"), "'4:3' is not a range: " + problem);
  EXPECT_EQ(range_error("3:3"), "'3:3' is not a range: " + problem);
}

TEST(ParseRange, NeedsFiniteNumbers) {
  const std::string accepted = "a finite decimal number such as 3.75 or -1e-3 is accepted";
  EXPECT_EQ(range_error(":3"), "':3' is not a range: the minimum '' is not a number: " + accepted);
  EXPECT_EQ(range_error("2:x"), "'2:x' is not a range: the maximum 'x' is not a number: " + accepted);
  EXPECT_EQ(range_error("2:inf"), "'2:inf' is not a range: the maximum 'inf' is not finite: " + accepted);
}

TEST(ParseSize, ReadsWidthAndHeight) {
  EXPECT_EQ(parse_size("800x600"), (Size{800, 600}));
  EXPECT_EQ(parse_size("800X600"), (Size{800, 600}));
  EXPECT_EQ(parse_size("800×600"), (Size{800, 600}));
  EXPECT_EQ(parse_size("1x1000000"), (Size{1, kMaxSide}));
}

TEST(ParseSize, KnowsNamesInEitherCase) {
  EXPECT_EQ(parse_size("720p"), (Size{1280, 720}));
  EXPECT_EQ(parse_size("1080P"), (Size{1920, 1080}));
  EXPECT_EQ(parse_size("1440p"), (Size{2560, 1440}));
  EXPECT_EQ(parse_size("4k"), (Size{3840, 2160}));
  EXPECT_EQ(parse_size("8K"), (Size{7680, 4320}));
}

TEST(ParseSize, RefusesSidesOutOfRange) {
  const std::string width = "the width must be 1 to 1000000";
  const std::string height = "the height must be 1 to 1000000";
  EXPECT_EQ(size_error("0x600"), "'0x600' is not a size: '0' is too small: " + width);
  EXPECT_EQ(size_error("800x-1"), "'800x-1' is not a size: '-1' is too small: " + height);
  EXPECT_EQ(size_error("1000001x1"), "'1000001x1' is not a size: '1000001' is too large: " + width);
  EXPECT_EQ(size_error("1x99999999999999999999"),
            "'1x99999999999999999999' is not a size: '99999999999999999999' is too large: " + height);
}

TEST(ParseSize, RefusesTheRest) {
  const std::string accepted = "WIDTHxHEIGHT such as 1920x1080 or one of 720p, 1080p, 1440p, 4k, 8k is accepted";
  for (const std::string text : {"", "800", "800*600", "16k", "4k "}) {
    EXPECT_EQ(size_error(text), fmt::format("'{}' is not a size: {}", text, accepted));
  }
  EXPECT_EQ(size_error("x600"), "'x600' is not a size: '' is not a whole number: the width must be 1 to 1000000");
  EXPECT_EQ(size_error("800x600x3"),
            "'800x600x3' is not a size: '600x3' is not a whole number: the height must be 1 to 1000000");
}

TEST(ParseLetterValue, ReadsALetterInEitherCaseAndItsValue) {
  EXPECT_EQ(parse_letter_value("C=3.1"), (LetterValue{'C', 3.1}));
  EXPECT_EQ(parse_letter_value("z=-2"), (LetterValue{'Z', -2}));
}

TEST(ParseLetterValue, RefusesTheRest) {
  const std::string accepted = "LETTER=VALUE such as C=3.1 is accepted";
  EXPECT_EQ(letter_value_error(""), "'' is not a letter's value: " + accepted);
  EXPECT_EQ(letter_value_error("C3"), "'C3' is not a letter's value: " + accepted);
  for (const std::string name : {"", "CC", "7", "Ä"}) {
    EXPECT_EQ(letter_value_error(name + "=1"),
              fmt::format("'{0}=1' is not a letter's value: '{0}' is not a letter: A to Z are accepted", name));
  }
  EXPECT_EQ(letter_value_error("C="),
            "'C=' is not a letter's value: the value '' is not a number: a finite decimal number such as 3.75 or -1e-3 "
            "is accepted");
}

TEST(AsLetter, GivesUpperCaseOrNothing) {
  EXPECT_EQ(as_letter('A'), 'A');
  EXPECT_EQ(as_letter('z'), 'Z');
  for (const char c : {'@', '[', '`', '{', '\0', '\xc4'}) EXPECT_EQ(as_letter(c), std::nullopt);
}

}  // namespace
}  // namespace lyap
