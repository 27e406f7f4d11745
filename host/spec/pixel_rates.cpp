#include "host/spec/pixel_rates.h"

#include <cstddef>

namespace lyap {
namespace {

/// The rate of pixel `index` of `count` along an axis, ends included; a single pixel has the rate at the start.
double rate_along(double start, double end, int index, int count) {
  if (index == 0) return start;
  if (index >= count - 1) return end;
  return start + (end - start) * index / (count - 1);
}

}  // namespace

std::vector<double> column_rates(const RenderSpec& spec, int count) {
  const auto [min, max] = spec.horizontal.range;
  std::vector<double> rates(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) rates[static_cast<std::size_t>(i)] = rate_along(min, max, i, spec.size.width);
  return rates;
}

std::vector<double> row_rates(const RenderSpec& spec) {
  const auto [min, max] = spec.vertical.range;
  const int count = spec.size.height;
  std::vector<double> rates(static_cast<std::size_t>(count));
  for (int j = 0; j < count; ++j) rates[static_cast<std::size_t>(j)] = rate_along(max, min, j, count);
  return rates;
}

}  // namespace lyap
