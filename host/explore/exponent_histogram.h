#pragma once

#include <cstdint>
#include <vector>

namespace lyap {

/// How often exponents occur in a picture.
struct ExponentHistogram {
  static constexpr int kBins = 128;

  /// The ends of the bins, which are equally wide; `min` is below 0 and `max` above.
  double min = -1;
  double max = 1;
  /// kBins numbers; exponents beyond the ends count in the first and the last bin.
  std::vector<std::int64_t> counts;
  /// Exponents of −∞ and of +∞, which are in no bin.
  std::int64_t superstable = 0;
  std::int64_t escaped = 0;
};

/// The histogram of exponents, none of them NaN. Its ends leave out some 0.2 % of them on either side, which may be far
/// away.
ExponentHistogram histogram_of(std::vector<float> exponents);

}  // namespace lyap
