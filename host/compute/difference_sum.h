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

/// Sums up the differences of bands. One thread at a time may use an object. There is one implementation on the host
/// and one on a GPU; both are Thrust reductions over the same function of a pixel and give the same result.
class DifferenceSum {
 public:
  DifferenceSum() = default;
  DifferenceSum(const DifferenceSum&) = delete;
  DifferenceSum& operator=(const DifferenceSum&) = delete;
  DifferenceSum(DifferenceSum&&) = delete;
  DifferenceSum& operator=(DifferenceSum&&) = delete;
  virtual ~DifferenceSum() = default;

  /// The differences between the first `pixels` exponents of the two bands. `pairs` holds the parameters of the
  /// comparison; its views of the exponents and its palette are filled in here. Throws Failure if the device fails.
  virtual ExponentDifferences of_band(const ExponentBand& left, const ExponentBand& right, std::int64_t pixels,
                                      ExponentPairs pairs) = 0;
};

/// Sums on the CPU with `threads` threads, 0 for one per processor.
std::unique_ptr<DifferenceSum> sum_on_host(const Palette& palette, int threads = 0);

/// Sums on GPU number `device`. Bands with `on_device` set must be in the memory of this GPU; others are copied to it.
/// Throws Failure where there is no CUDA or no such GPU.
std::unique_ptr<DifferenceSum> sum_on_device(const Palette& palette, int device);

}  // namespace lyap
