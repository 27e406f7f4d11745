#pragma once

#include <cmath>

namespace lyap {

/// A double as two floats.
struct SplitDouble {
  float high;
  float low;
};

/// The float next to `value`, and what is left of it, rounded to a float; 0 where `value` is infinite or too large for
/// a float. high + low in double has `high` as its nearest float again, so that what is painted from the sum is what is
/// painted from `value`: where rounding brings the rest to just half a unit of `high`, it is a unit of its own smaller.
inline SplitDouble split_double(double value) {
  const auto high = static_cast<float>(value);
  if (std::isinf(high)) return {high, 0};
  const auto low = static_cast<float>(value - high);
  const bool goes_back = static_cast<float>(static_cast<double>(high) + low) == high;
  return {high, goes_back ? low : std::nextafter(low, 0.0F)};
}

}  // namespace lyap
