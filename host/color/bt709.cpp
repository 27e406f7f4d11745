#include "host/color/bt709.h"

#include <cstdint>

namespace lyap {
namespace {

/// numerator / denominator to the nearest integer, halves up; both positive.
int rounded_ratio(std::int64_t numerator, std::int64_t denominator) {
  return static_cast<int>((2 * numerator + denominator) / (2 * denominator));
}

}  // namespace

// All numbers of the standard have four decimals, so that in ten-thousandths the fractions are exact, and with them the
// rounding of colours that lie halfway between two samples.
YCbCr bt709_limited(const Rgb8& color, int scale) {
  constexpr std::int64_t kOne = 10'000;
  constexpr std::int64_t kWhite = 255;
  constexpr std::int64_t kLumaRange = kWhite * kOne;
  constexpr std::int64_t kCbRange = kWhite * 18'556;
  constexpr std::int64_t kCrRange = kWhite * 15'748;
  const std::int64_t luma = std::int64_t{2126} * color.r + std::int64_t{7152} * color.g + std::int64_t{722} * color.b;
  const std::int64_t blue = kOne * color.b - luma;
  const std::int64_t red = kOne * color.r - luma;
  return {rounded_ratio(scale * (16 * kLumaRange + 219 * luma), kLumaRange),
          rounded_ratio(scale * (128 * kCbRange + 224 * blue), kCbRange),
          rounded_ratio(scale * (128 * kCrRange + 224 * red), kCrRange)};
}

}  // namespace lyap
