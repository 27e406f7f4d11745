#include "host/explore/point_reading.h"

#include "host/base/error.h"
#include "host/compute/frame.h"
#include "host/explore/pixel_orbit.h"
#include "host/spec/pixel_rates.h"

#include <algorithm>
#include <cstddef>
#include <memory>

#include <fmt/format.h>

namespace lyap {
namespace {

void check_pixel(Size size, int column, int row) {
  if (column >= 0 && column < size.width && row >= 0 && row < size.height) return;
  throw InvalidInput("size", fmt::format("a picture of {}x{} has no pixel in column {} of row {}", size.width,
                                         size.height, column, row));
}

}  // namespace

PointReading read_point(const RenderSpec& asked, int column, int row, int points, const ComputeRow& compute) {
  RenderSpec spec = asked;
  spec.validate();
  spec.precision = choose_precision(spec);
  check_pixel(spec.size, column, row);
  points = std::clamp(points, 0, PointReading::kMostPoints);

  PointReading reading{.precision = spec.precision};
  for (const char letter : spec.sequence.distinct()) {
    reading.rates[letter] = letter == spec.horizontal.letter
                                ? column_rates(spec, spec.size.width)[static_cast<std::size_t>(column)]
                            : letter == spec.vertical.letter ? row_rates(spec)[static_cast<std::size_t>(row)]
                                                             : spec.constants.at(letter);
  }
  const PixelSelection pixel{{column}, {row}};
  const Beside beside = spec.brute_force ? Beside::kNothing : Beside::kPeriods;
  compute(std::make_shared<const Frame>(spec, pixel, beside), [&](const Band& band) {
    reading.exponent = spec.precision == Precision::kFloat ? *reinterpret_cast<const float*>(band.pixels.data())
                                                           : *reinterpret_cast<const double*>(band.pixels.data());
    if (!band.periods.empty()) reading.period = band.periods.front();
  });
  reading.orbit = pixel_orbit(spec, pixel, points);
  for (std::size_t n = 0; n < reading.orbit.size(); ++n) {
    reading.letters += spec.sequence.at(static_cast<std::size_t>(spec.phase) + n);
  }
  return reading;
}

}  // namespace lyap
