#include "host/base/decimal_number.h"

#include <version>

#if !defined(__cpp_lib_to_chars)
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>
#endif

namespace lyap {

#if defined(__cpp_lib_to_chars)

std::from_chars_result read_decimal(const char* begin, const char* end, double& value) {
  return std::from_chars(begin, end, value);
}

#else

namespace {

const char* behind_digits(const char* begin, const char* end) {
  return std::find_if(begin, end, [](char c) { return c < '0' || c > '9'; });
}

const char* behind_word(const char* begin, const char* end, std::string_view word) {
  const auto same = [](char a, char b) { return (a | 0x20) == b; };
  const bool is_there = end - begin >= static_cast<std::ptrdiff_t>(word.size()) &&
                        std::equal(word.begin(), word.end(), begin, [&](char b, char a) { return same(a, b); });
  return is_there ? begin + word.size() : begin;
}

/// Where the words for what is no finite number end; `begin` if there is none.
const char* behind_words(const char* begin, const char* end) {
  for (const std::string_view word : {"infinity", "inf", "nan"}) {
    if (const char* behind = behind_word(begin, end, word); behind != begin) return behind;
  }
  return begin;
}

/// Where digits, a point and an exponent end; `begin` if there is no digit before the exponent.
const char* behind_number(const char* begin, const char* end) {
  const char* at = behind_digits(begin, end);
  auto digits = at - begin;
  if (at != end && *at == '.') {
    const char* behind = behind_digits(at + 1, end);
    digits += behind - at - 1;
    at = behind;
  }
  if (digits == 0) return begin;
  if (at == end || (*at | 0x20) != 'e') return at;
  const char* exponent = at + 1;
  if (exponent != end && (*exponent == '-' || *exponent == '+')) ++exponent;
  const char* behind = behind_digits(exponent, end);
  return behind == exponent ? at : behind;
}

}  // namespace

/// strtod() rounds to nearest too; it takes more than from_chars(), and so gets no more than from_chars() would take.
std::from_chars_result read_decimal(const char* begin, const char* end, double& value) {
  const char* first = begin != end && *begin == '-' ? begin + 1 : begin;
  const char* behind = std::max(behind_number(first, end), behind_words(first, end));
  if (behind == first) return {begin, std::errc::invalid_argument};
  const std::string text(begin, behind);
  const double read = std::strtod(text.c_str(), nullptr);
  const std::string_view mantissa = std::string_view(text).substr(0, text.find_first_of("eE"));
  const bool is_zero = mantissa.find_first_of("123456789") == mantissa.npos;
  const bool is_word = behind_words(first, end) != first;
  if (!is_word && (std::isinf(read) || (read == 0 && !is_zero))) return {behind, std::errc::result_out_of_range};
  value = read;
  return {behind, {}};
}

#endif

}  // namespace lyap
