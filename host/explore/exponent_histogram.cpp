#include "host/explore/exponent_histogram.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace lyap {
namespace {

/// The number with that share of the others below it. Reorders them.
double at_share(std::vector<float>& numbers, double share) {
  const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(numbers.size() - 1));
  std::nth_element(numbers.begin(), numbers.begin() + place, numbers.end());
  return numbers[static_cast<std::size_t>(place)];
}

}  // namespace

ExponentHistogram histogram_of(std::vector<float> exponents) {
  constexpr double kLeftOut = 0.002;
  constexpr double kSmallest = 0.05;
  ExponentHistogram histogram{.counts = std::vector<std::int64_t>(ExponentHistogram::kBins)};
  const auto is_infinite = [](float exponent) { return std::isinf(exponent); };
  histogram.superstable = std::count_if(exponents.begin(), exponents.end(),
                                        [&](float exponent) { return is_infinite(exponent) && exponent < 0; });
  const auto finite_end = std::remove_if(exponents.begin(), exponents.end(), is_infinite);
  histogram.escaped = exponents.end() - finite_end - histogram.superstable;
  exponents.erase(finite_end, exponents.end());
  if (exponents.empty()) return histogram;

  histogram.min = std::min(at_share(exponents, kLeftOut), -kSmallest);
  histogram.max = std::max(at_share(exponents, 1 - kLeftOut), kSmallest);
  const double width = (histogram.max - histogram.min) / ExponentHistogram::kBins;
  for (const float exponent : exponents) {
    const double bin = std::floor((exponent - histogram.min) / width);
    ++histogram.counts[static_cast<std::size_t>(std::clamp(bin, 0.0, ExponentHistogram::kBins - 1.0))];
  }
  return histogram;
}

}  // namespace lyap
