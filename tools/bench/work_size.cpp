#include "tools/bench/work_size.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lyap {
namespace {

/// Band `band` of `bands`, which share `rows` rows; those that are left out lie evenly above, between and below them.
Rows spread_band(std::int64_t band, std::int64_t bands, std::int64_t rows, std::int64_t height) {
  const std::int64_t above = rows * band / bands;
  const std::int64_t left_out_above = (height - rows) * (2 * band + 1) / (2 * bands);
  return {static_cast<int>(above + left_out_above), static_cast<int>(rows * (band + 1) / bands - above)};
}

std::int64_t rounded_up_quotient(std::int64_t dividend, std::int64_t divisor) {
  return (dividend + divisor - 1) / divisor;
}

}  // namespace

std::int64_t units_filling(double seconds, const std::function<double(std::int64_t)>& take) {
  constexpr double kEnough = 0.25;
  // Far beyond what any machine does, for a clock that stands still.
  constexpr std::int64_t kMaxUnits = std::int64_t{1} << 40;
  std::int64_t units = 1;
  double taken = take(units);
  while (taken < kEnough * seconds && units < kMaxUnits) {
    const double growth = std::clamp(2 * kEnough * seconds / std::max(taken, 1e-9), 2.0, 16.0);
    units = static_cast<std::int64_t>(growth * static_cast<double>(units));
    taken = take(units);
  }
  if (units >= kMaxUnits) return units;
  return std::max(std::int64_t{1}, static_cast<std::int64_t>(std::ceil(seconds / taken * static_cast<double>(units))));
}

std::int64_t RowSample::rows() const {
  return std::accumulate(bands.begin(), bands.end(), std::int64_t{0},
                         [](std::int64_t sum, const Rows& band) { return sum + band.count; });
}

RowSample bands_to_compute(std::int64_t bands, int height, int rows_per_band) {
  const std::int64_t all = rounded_up_quotient(height, rows_per_band);
  RowSample sample;
  sample.passes = rounded_up_quotient(bands, all);
  for (std::int64_t band = 0; band < std::min(bands, all); ++band) {
    const auto first = static_cast<int>(band * rows_per_band);
    sample.bands.push_back(bands < all ? spread_band(band, bands, bands * rows_per_band, height)
                                       : Rows{first, std::min(rows_per_band, height - first)});
  }
  return sample;
}

}  // namespace lyap
