#include "host/spec/pixel_rates.h"

#include <algorithm>
#include <cstddef>

namespace lyap {
namespace {

/// The rate at `position` in pixels, 0 being the first of `count` pixels along an axis; both ends are included, and a
/// single pixel has the rate at the start.
double rate_along(double start, double end, double position, int count) {
  if (position == 0 || count == 1) return start;
  if (position == count - 1) return end;
  return start + (end - start) * position / (count - 1);
}

/// The rate as far inside the interval as it is outside.
double mirrored_into(double lowest, double highest, double rate) {
  if (rate > highest) return highest - (rate - highest);
  return rate < lowest ? lowest + (lowest - rate) : rate;
}

/// `count` rates of samples along a side of `pixels` pixels, of which those behind the last repeat it.
std::vector<double> rates_along(double start, double end, int pixels, int count, const SampleGrid& grid) {
  constexpr double kLowest = -2;
  constexpr double kHighest = 4;
  const bool is_bounded = std::min(start, end) >= kLowest && std::max(start, end) <= kHighest;
  std::vector<double> rates(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const double position = grid.position_of(std::min(i, grid.along(pixels) - 1));
    const double rate = rate_along(start, end, position, pixels);
    rates[static_cast<std::size_t>(i)] = is_bounded ? mirrored_into(kLowest, kHighest, rate) : rate;
  }
  return rates;
}

}  // namespace

std::vector<double> column_rates(const RenderSpec& spec, int count, const SampleGrid& grid) {
  const auto [min, max] = spec.horizontal.range;
  return rates_along(min, max, spec.size.width, count, grid);
}

std::vector<double> row_rates(const RenderSpec& spec, const SampleGrid& grid) {
  const auto [min, max] = spec.vertical.range;
  return rates_along(max, min, spec.size.height, grid.along(spec.size.height), grid);
}

}  // namespace lyap
