#include "host/spec/near_zero.h"

#include "host/spec/pixel_rates.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace lyap {
namespace {

/// The interval of a letter's rate over the picture.
Range rates_of(const RenderSpec& spec, char letter) {
  if (letter == spec.horizontal.letter) return spec.horizontal.range;
  if (letter == spec.vertical.letter) return spec.vertical.range;
  const double rate = spec.constants.at(letter);
  return {rate, rate};
}

/// The rates of a letter in all pixels.
std::vector<double> all_rates_of(const RenderSpec& spec, char letter) {
  if (letter == spec.horizontal.letter) return column_rates(spec, spec.size.width);
  if (letter == spec.vertical.letter) return row_rates(spec);
  return {spec.constants.at(letter)};
}

/// log2 of how far a stretch of the sequence can take a small x towards 0 while the rest of the period can bring it
/// back; 0 where nothing can.
double deepest_dip(const RenderSpec& spec) {
  const std::size_t period = spec.sequence.least_period();
  std::vector<double> shrink(period);  // log2 of the smallest rate, as far as it is below 1
  double growth = 0;                   // log2 of what all rates above 1 can do in a period
  for (std::size_t n = 0; n < period; ++n) {
    const Range rates = rates_of(spec, spec.sequence.at(n));
    const bool crosses_zero = rates.min < 0 && rates.max > 0;
    const double smallest = crosses_zero ? 0 : std::min(std::abs(rates.min), std::abs(rates.max));
    const double largest = std::max(std::abs(rates.min), std::abs(rates.max));
    shrink[n] = std::min(std::log2(smallest), 0.0);
    growth += std::max(std::log2(largest), 0.0);
  }
  double dip = 0;
  double deepest = 0;
  // Twice round: a stretch may begin at the end of the period.
  for (std::size_t n = 0; n < 2 * period; ++n) {
    dip = shrink[n % period] < 0 ? dip + shrink[n % period] : 0;
    deepest = std::min(deepest, dip);
  }
  return std::max(deepest, -growth);
}

/// log2 of the least distance from 0 and from 1 that an orbit's first points have in any pixel but those where it is 0;
/// at most 0.
double nearest_start(const RenderSpec& spec) {
  double nearest = 1;
  const auto consider = [&](double distance) {
    if (distance != 0) nearest = std::min(nearest, std::abs(distance));
  };
  consider(spec.x0);
  consider(1 - spec.x0);
  const auto first = static_cast<std::size_t>(spec.phase % static_cast<std::int64_t>(spec.sequence.period()));
  for (const double rate : all_rates_of(spec, spec.sequence.at(first))) consider(1 - rate * (spec.x0 * (1 - spec.x0)));
  return std::log2(nearest);
}

}  // namespace

bool keep_away_from_zero(const RenderSpec& spec, Precision precision) {
  const double deepest = precision == Precision::kFloat ? -10 : -32;
  const double nearest = precision == Precision::kFloat ? -20 : -32;
  return deepest_dip(spec) >= deepest && nearest_start(spec) >= nearest;
}

}  // namespace lyap
