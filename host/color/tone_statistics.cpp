#include "host/color/tone_statistics.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The share of exponents beyond either level.
constexpr double kBeyondLevels = 0.01;
/// Levels are at least that far apart, and those of split from 0: narrower ones show rounding errors.
constexpr double kLeastWidth = 1e-4;

double rounded(double number) {
  return parse_number(fmt::format("{:.5g}", number));
}

/// The exponent below which a share of them lies; `exponents` are sorted and there are some.
double quantile_of(std::span<const float> exponents, double share) {
  const auto last = static_cast<double>(exponents.size() - 1);
  return rounded(exponents[static_cast<std::size_t>(std::lround(share * last))]);
}

Range found_levels(std::span<const float> exponents) {
  if (exponents.empty()) return {-1, 1};
  const double min = quantile_of(exponents, kBeyondLevels);
  const double max = quantile_of(exponents, 1 - kBeyondLevels);
  if (max - min >= kLeastWidth) return {min, max};
  return {rounded(min - kLeastWidth), rounded(max + kLeastWidth)};
}

/// Each side as if there were no other; one that has no exponents is as wide as the other.
Range found_split_levels(std::span<const float> exponents) {
  const auto zero = static_cast<std::size_t>(std::ranges::lower_bound(exponents, 0.0F) - exponents.begin());
  const auto stable = exponents.first(zero);
  const auto chaos = exponents.subspan(zero);
  if (exponents.empty()) return {-1, 1};
  double min = stable.empty() ? 0 : std::min(quantile_of(stable, kBeyondLevels), -kLeastWidth);
  const double max = chaos.empty() ? -min : std::max(quantile_of(chaos, 1 - kBeyondLevels), kLeastWidth);
  if (stable.empty()) min = -max;
  return {min, max};
}

std::vector<double> found_quantiles(std::span<const float> exponents) {
  if (exponents.empty()) return {-1, 1};
  std::vector<double> quantiles;
  for (int i = 0; i <= kQuantiles; ++i) {
    quantiles.push_back(quantile_of(exponents, static_cast<double>(i) / kQuantiles));
  }
  return quantiles;
}

}  // namespace

Tone found_tone(Tone tone, std::vector<float> exponents) {
  if (!tone.is_open()) return tone;
  std::erase_if(exponents, [](float exponent) { return !std::isfinite(exponent); });
  std::ranges::sort(exponents);
  if (tone.curve == ToneCurve::kQuantile) {
    tone.quantiles = found_quantiles(exponents);
  } else {
    tone.levels = tone.curve == ToneCurve::kSplit ? found_split_levels(exponents) : found_levels(exponents);
    tone.finds_levels = false;
  }
  return tone;
}

Tone closed_like(Tone open, const Tone& found) {
  const bool were_found = found.levels && found.levels != default_levels(found.curve);
  if (open.finds_levels && were_found) {
    open.levels = found.levels;
    open.finds_levels = false;
  }
  if (open.is_open()) open.quantiles = found.quantiles;
  return open;
}

}  // namespace lyap
