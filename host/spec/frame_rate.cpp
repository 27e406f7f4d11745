#include "host/spec/frame_rate.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <charconv>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace lyap {
namespace {

/// ffmpeg rounds fractions with larger terms.
constexpr std::int64_t kMaxTerm = 1'000'000;
constexpr double kFastest = 1000;
constexpr std::string_view kAccepted = "such as 30, 23.976 or 30000/1001, above 0 and at most 1000";

[[noreturn]] void refuse(std::string_view text) {
  throw InvalidInput(fmt::format("{} is not a frame rate: {}", in_quotes(text), kAccepted));
}

/// Digits, at least one, as a number.
std::int64_t read_digits(std::string_view digits, std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool all = error == std::errc() && end == digits.data() + digits.size();
  if (!all || digits.front() == '-') refuse(text);
  return value;
}

FrameRate read_decimal_rate(std::string_view text, std::size_t point) {
  constexpr std::size_t kMaxDecimals = 9;
  const std::string_view decimals = text.substr(point + 1);
  if (decimals.empty() || decimals.size() > kMaxDecimals) refuse(text);
  std::int64_t scale = 1;
  for (std::size_t i = 0; i < decimals.size(); ++i) scale *= 10;
  const std::int64_t whole = point == 0 ? 0 : read_digits(text.substr(0, point), text);
  if (whole > static_cast<std::int64_t>(kFastest)) refuse(text);
  return {whole * scale + read_digits(decimals, text), scale};
}

}  // namespace

FrameRate parse_frame_rate(std::string_view text) {
  FrameRate rate;
  const std::size_t slash = text.find('/');
  const std::size_t point = text.find('.');
  if (slash != text.npos) {
    rate = {read_digits(text.substr(0, slash), text), read_digits(text.substr(slash + 1), text)};
  } else if (point != text.npos) {
    rate = read_decimal_rate(text, point);
  } else {
    rate = {read_digits(text, text), 1};
  }
  if (rate.numerator == 0 || rate.denominator == 0 || rate.per_second() > kFastest) refuse(text);
  const std::int64_t divisor = std::gcd(rate.numerator, rate.denominator);
  rate = {rate.numerator / divisor, rate.denominator / divisor};
  if (rate.numerator > kMaxTerm || rate.denominator > kMaxTerm) {
    throw InvalidInput(fmt::format("{} is {}, which has terms above {}: use a simpler fraction, such as 24000/1001",
                                   in_quotes(text), text_of(rate), kMaxTerm));
  }
  return rate;
}

std::string text_of(const FrameRate& rate) {
  return rate.denominator == 1 ? fmt::format("{}", rate.numerator)
                               : fmt::format("{}/{}", rate.numerator, rate.denominator);
}

}  // namespace lyap
