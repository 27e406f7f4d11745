#pragma once

#include <cstdint>
#include <string_view>

namespace lyap {

// Readers of the values of fields and of command-line options. They depend on no locale and read the whole text: white
// space and anything left over is an error. Errors are InvalidInput, one line that starts with the text.

/// The longest side of a picture, in pixels.
inline constexpr int kMaxSide = 1'000'000;

/// An interval of one axis of the parameter plane; min < max, both finite.
struct Range {
  double min;
  double max;
  friend bool operator==(const Range&, const Range&) = default;
};

/// A picture's size in pixels, each side 1 to kMaxSide. The product of the sides may exceed an int.
struct Size {
  int width;
  int height;
  friend bool operator==(const Size&, const Size&) = default;
};

/// The constant rate of one letter, 'A' to 'Z'.
struct LetterValue {
  char letter;
  double value;
  friend bool operator==(const LetterValue&, const LetterValue&) = default;
};

/// A finite decimal number such as "3.75", "+2" or "-1e-3". Throws InvalidInput for anything else: nan, inf,
/// hexadecimal, empty or trailing text, and magnitudes that a double cannot hold.
double parse_number(std::string_view text);

/// A whole decimal number from min to max, both included. `what` is the quantity as the message names it, for example
/// "the number of iterations". Throws InvalidInput if the text is no whole number or lies outside.
std::int64_t parse_integer(std::string_view text, std::int64_t min, std::int64_t max, std::string_view what);

/// "MIN:MAX", two numbers as parse_number reads them. Throws InvalidInput unless there are exactly two and MIN < MAX.
Range parse_range(std::string_view text);

/// "WIDTHxHEIGHT" (also with X or ×), or 720p, 1080p, 1440p, 4k or 8k in either case. Throws InvalidInput for anything
/// else and for a side outside 1 to kMaxSide.
Size parse_size(std::string_view text);

/// "LETTER=VALUE": a letter A to Z in either case, given back in upper case, and a number as parse_number reads it.
/// Throws InvalidInput for anything else.
LetterValue parse_letter_value(std::string_view text);

}  // namespace lyap
