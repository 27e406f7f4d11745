#include "host/spec/pixel_rates.h"

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
  std::vector<double> rates;
  for (int i = 0; i < count; ++i) rates.push_back(rate_along(min, max, i, spec.size.width));
  return rates;
}

std::vector<double> row_rates(const RenderSpec& spec) {
  const auto [min, max] = spec.vertical.range;
  std::vector<double> rates;
  for (int j = 0; j < spec.size.height; ++j) rates.push_back(rate_along(max, min, j, spec.size.height));
  return rates;
}

}  // namespace lyap
