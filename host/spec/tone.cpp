#include "host/spec/tone.h"

#include "host/base/named_values.h"
#include "host/base/require.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

namespace lyap {
namespace {

constexpr std::array kCurveNames{std::pair{ToneCurve::kTanh, "tanh"},        std::pair{ToneCurve::kLinear, "linear"},
                                 std::pair{ToneCurve::kSymlog, "symlog"},    std::pair{ToneCurve::kPower, "power"},
                                 std::pair{ToneCurve::kAsinh, "asinh"},      std::pair{ToneCurve::kSplit, "split"},
                                 std::pair{ToneCurve::kQuantile, "quantile"}};

double default_parameter(ToneCurve curve) {
  switch (curve) {
    case ToneCurve::kSymlog:
    case ToneCurve::kAsinh:
      return 0.1;
    case ToneCurve::kPower:
      return 0.5;
    default:
      return 0;
  }
}

void validate_levels(const Tone& tone) {
  const Range& levels = *tone.levels;
  require(levels.min < levels.max, "levels",
          fmt::format("{}:{} is empty: MIN must be below MAX", levels.min, levels.max));
  require(std::abs(levels.min) <= Tone::kMaxLevel && std::abs(levels.max) <= Tone::kMaxLevel, "levels",
          fmt::format("{}:{}: -{} to {} are accepted", levels.min, levels.max, Tone::kMaxLevel, Tone::kMaxLevel));
  require(tone.curve != ToneCurve::kSplit || (levels.min < 0 && levels.max > 0), "levels",
          fmt::format("{}:{}: split needs MIN below and MAX above 0, where its palettes meet", levels.min, levels.max));
}

void validate_quantiles(const Tone& tone) {
  const std::vector<double>& quantiles = tone.quantiles;
  require(tone.curve == ToneCurve::kQuantile, "quantiles", "they are for the tone quantile; leave them out");
  require(quantiles.size() >= 2 && quantiles.size() <= Tone::kMaxQuantiles, "quantiles",
          fmt::format("{} numbers: 2 to {} are accepted", quantiles.size(), Tone::kMaxQuantiles));
  for (std::size_t i = 0; i < quantiles.size(); ++i) {
    require(std::abs(quantiles[i]) <= Tone::kMaxLevel, "quantiles",
            fmt::format("{}: -{} to {} are accepted", quantiles[i], Tone::kMaxLevel, Tone::kMaxLevel));
    if (i == 0) continue;  // its message would name what stands before the first one
    require(quantiles[i - 1] <= quantiles[i], "quantiles",
            fmt::format("{} comes after {}; put them in rising order", quantiles[i], quantiles[i - 1]));
  }
}

/// What stands behind the name of a curve: levels of linear, or the parameter.
void read_rest(std::string_view rest, Tone& tone) {
  if (tone.curve == ToneCurve::kLinear) {
    tone.levels = parse_range(rest);
    return;
  }
  if (default_parameter(tone.curve) == 0) {
    throw InvalidInput(fmt::format("{}: {} has no number behind it", in_quotes(rest), name_of(tone.curve)));
  }
  tone.parameter = parse_number(rest);
  if (tone.parameter < Tone::kMinParameter || tone.parameter > Tone::kMaxParameter) {
    throw InvalidInput(fmt::format("{}: {} to {} are accepted behind {}", tone.parameter, Tone::kMinParameter,
                                   Tone::kMaxParameter, name_of(tone.curve)));
  }
}

}  // namespace

void Tone::validate() const {
  const double number = parameter_of(*this);
  require(number == 0 || (number >= kMinParameter && number <= kMaxParameter), "tone",
          fmt::format("{}: {} to {} are accepted", number, kMinParameter, kMaxParameter));
  if (curve == ToneCurve::kQuantile) {
    require(!levels && !finds_levels, "levels", "the tone quantile has none; leave one of them out");
  }
  require(!levels || !finds_levels, "levels", "they are given and to be found; leave one of them out");
  if (levels) validate_levels(*this);
  if (!quantiles.empty()) validate_quantiles(*this);
  require(std::abs(offset) <= kMaxLevel, "palette-offset",
          fmt::format("{}: -{} to {} are accepted", offset, kMaxLevel, kMaxLevel));
  require(repeat >= kMinRepeat && repeat <= kMaxRepeat, "palette-repeat",
          fmt::format("{}: {} to {} are accepted", repeat, kMinRepeat, kMaxRepeat));
}

const char* name_of(ToneCurve curve) {
  return name_in(kCurveNames, curve);
}

double parameter_of(const Tone& tone) {
  return tone.parameter != 0 ? tone.parameter : default_parameter(tone.curve);
}

std::optional<Range> default_levels(ToneCurve curve) {
  switch (curve) {
    case ToneCurve::kTanh:
    case ToneCurve::kQuantile:
      return std::nullopt;
    case ToneCurve::kLinear:
      return Range{-1, 1};
    case ToneCurve::kSplit:
      return Range{-2, 0.7};
    default:
      return Range{-4, 4};
  }
}

std::optional<Range> levels_of(const Tone& tone) {
  return tone.levels ? tone.levels : default_levels(tone.curve);
}

Tone parse_tone(std::string_view text) {
  const std::size_t colon = text.find(':');
  Tone tone;
  tone.curve = value_named(kCurveNames, text.substr(0, colon));
  if (colon != text.npos) read_rest(text.substr(colon + 1), tone);
  return tone;
}

std::string tone_text(const Tone& tone) {
  const double parameter = parameter_of(tone);
  return parameter == 0 ? name_of(tone.curve) : fmt::format("{}:{}", name_of(tone.curve), parameter);
}

std::vector<double> parse_quantiles(std::string_view text) {
  std::vector<double> numbers;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    numbers.push_back(parse_number(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return numbers;
}

std::string quantiles_text(const std::vector<double>& quantiles) {
  return fmt::format("{}", fmt::join(quantiles, ","));
}

Rgb8 parse_color(std::string_view text) {
  if (text == "black") return {0, 0, 0};
  if (text == "white") return {255, 255, 255};
  const std::string_view digits = text.substr(text.starts_with('#') ? 1 : 0);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  const bool is_number = error == std::errc{} && end == digits.data() + digits.size();
  const auto byte = [&](unsigned shift) { return static_cast<std::uint8_t>(number >> shift); };
  const auto digit = [&](unsigned shift) { return static_cast<std::uint8_t>(17 * ((number >> shift) & 15U)); };
  if (is_number && digits.size() == 6) return {byte(16), byte(8), byte(0)};
  if (is_number && digits.size() == 3) return {digit(8), digit(4), digit(0)};
  throw InvalidInput(fmt::format("{} is not a colour: #rrggbb, black and white are accepted", in_quotes(text)));
}

std::string color_text(Rgb8 color) {
  return fmt::format("#{:02x}{:02x}{:02x}", color.r, color.g, color.b);
}

}  // namespace lyap
