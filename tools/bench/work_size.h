#pragma once

#include "host/compute/backend.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace lyap {

/// How many units of work fill `seconds`, at least 1. Warms up on the way: it lets `take(units)` work, which returns
/// the seconds that took, on more and more units, until a quarter of the time is filled and the rest can be inferred.
std::int64_t units_filling(double seconds, const std::function<double(std::int64_t units)>& take);

/// Rows of a picture, and how often they are computed.
struct RowSample {
  std::vector<Rows> bands;
  std::int64_t passes = 1;

  /// Of one pass.
  std::int64_t rows() const;
};

/// At least `bands` bands in all, 1 or more, of exactly `rows_per_band` rows each, for blocks of rows that are cut cost
/// more: the whole picture as often as that needs, where only the last band may be smaller, or bands spread evenly from
/// top to bottom.
RowSample bands_to_compute(std::int64_t bands, int height, int rows_per_band);

}  // namespace lyap
