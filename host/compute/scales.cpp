#include "host/compute/scales.h"

#include "kernels/logarithm.h"
#include "kernels/scalar_lane.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>

namespace lyap {
namespace {

// From a logarithm that is off by up to 64 octaves to one that is off by 2^-58; and from the error of a double to the
// square of it.
constexpr std::size_t kSettlingSteps = 64;

/// |h| of the letters of a side, kept away from zero.
std::vector<std::vector<double>> half_rates_of(const SideRates& side) {
  constexpr double kSmallestHalfRate = 0x1p-64;
  std::vector<std::vector<double>> half_rates(side.rates.size());
  for (std::size_t letter = 0; letter < side.rates.size(); ++letter) {
    for (const double rate : side.rates[letter]) {
      half_rates[letter].push_back(std::max(std::abs(rate / 2), kSmallestHalfRate));
    }
  }
  return half_rates;
}

/// Calls `go(before, after)` for pairs of steps of the period that follow one another, backwards and often enough for
/// what is halved each time to vanish; at last for each pair of one period.
template <class Go>
void go_back(std::size_t period, const Go& go) {
  for (std::size_t done = 0; done < kSettlingSteps + period; done += period) {
    for (std::size_t after = period; after-- > 0;) go(after > 0 ? after - 1 : period - 1, after);
  }
}

}  // namespace

TwoPartNumber times(const TwoPartNumber& a, double b) {
  const double product = a.number * b;
  return {product, std::fma(a.number, b, -product) + a.rest * b};
}

TwoPartNumber times_rest_of_one(const TwoPartNumber& a, double half_rate) {
  const double rest_of_one = 1 - half_rate;
  // What the subtraction has rounded off, exactly (Knuth's TwoSum).
  const double taken = 1 - rest_of_one;
  const double rounded_off = (taken - half_rate) + (1 - (rest_of_one + taken));
  TwoPartNumber product = times(a, rest_of_one);
  product.rest += a.number * rounded_off;
  return half_rate < 0 ? TwoPartNumber{-product.number, -product.rest} : product;
}

ScaleTables scales_of(const SideRates& side, const LetterWalk& walk) {
  const std::size_t period = walk.period.size();
  const std::vector<std::vector<double>> half_rates = half_rates_of(side);
  std::vector<std::vector<double>> scales(period, std::vector<double>(side.count, 1.0));
  const std::vector<double> ones(side.count, 1.0);
  const auto half_of = [&](std::size_t n) -> const std::vector<double>& {
    const std::vector<double>& half = half_rates[walk.period[n]];
    return half.empty() ? ones : half;
  };
  go_back(period, [&](std::size_t before, std::size_t after) {
    const std::vector<double>& half = half_of(after);
    for (std::size_t i = 0; i < side.count; ++i) scales[before][i] = std::sqrt(scales[after][i] * half[i]);
  });

  // With |s|·(1 + d) for |s|: 2·d_(n-1) = d_n + (s_n·h_n - s_(n-1)²)/s_(n-1)².
  std::vector<std::vector<double>> residuals(period, std::vector<double>(side.count));
  std::vector<std::vector<double>> corrections(period, std::vector<double>(side.count, 0.0));
  for (std::size_t after = 0; after < period; ++after) {
    const std::vector<double>& half = half_of(after);
    const std::vector<double>& before = scales[(after + period - 1) % period];
    for (std::size_t i = 0; i < side.count; ++i) {
      const TwoPartNumber product = times({scales[after][i], 0}, half[i]);
      const TwoPartNumber square = times({before[i], 0}, before[i]);
      residuals[after][i] = ((product.number - square.number) + (product.rest - square.rest)) / square.number;
    }
  }
  go_back(period, [&](std::size_t before, std::size_t after) {
    for (std::size_t i = 0; i < side.count; ++i) {
      corrections[before][i] = (corrections[after][i] + residuals[after][i]) / 2;
    }
  });

  ScaleTables tables(period, std::vector<TwoPartNumber>(side.count));
  for (std::size_t n = 0; n < period; ++n) {
    for (std::size_t i = 0; i < side.count; ++i) tables[n][i] = {scales[n][i], scales[n][i] * corrections[n][i]};
  }
  return tables;
}

double logarithm_of(double number) {
  if (number == 0) return -std::numeric_limits<double>::infinity();
  int exponent = 0;
  const double mantissa = 2 * std::abs(std::frexp(number, &exponent));
  return std::numbers::ln2 * (exponent - 1 + log2_of_mantissa<ScalarLane<double>>(mantissa));
}

}  // namespace lyap
