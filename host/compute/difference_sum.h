#pragma once

#include "host/color/palette.h"
#include "kernels/exponent_difference.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace lyap {

/// Exponents of neighbouring rows, tightly packed, float or double as their source says.
struct ExponentBand {
  std::span<const std::byte> values;
  /// The same values in the memory of a GPU, or null.
  const std::byte* on_device = nullptr;
};

/// Sums up the differences of bands, for one thread at a time. One of these works on the host, another one on a GPU;
/// both are Thrust reductions over the same function of a pixel and give the same result.
class DifferenceSum {
 public:
  DifferenceSum() = default;
  DifferenceSum(const DifferenceSum&) = delete;
  DifferenceSum& operator=(const DifferenceSum&) = delete;
  DifferenceSum(DifferenceSum&&) = delete;
  DifferenceSum& operator=(DifferenceSum&&) = delete;
  virtual ~DifferenceSum() = default;

  /// What there is to tell of a band, `pairs` having what is known of it but for where its values and colours are.
  /// Throws Failure if the device fails.
  virtual ExponentDifferences of_band(const ExponentBand& left, const ExponentBand& right, std::int64_t pixels,
                                      ExponentPairs pairs) = 0;
};

/// Uses that many threads of the processor, 0 for all processors.
std::unique_ptr<DifferenceSum> sum_on_host(const Palette& palette, int threads = 0);

/// Uses GPU number `device`. Bands that are in the memory of a GPU must be in that of this one; others are copied
/// there. Throws Failure where there is no CUDA or no such GPU.
std::unique_ptr<DifferenceSum> sum_on_device(const Palette& palette, int device);

}  // namespace lyap
