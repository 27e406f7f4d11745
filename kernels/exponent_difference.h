#pragma once

#include "kernels/host_device.h"
#include "kernels/pixel_format.h"
#include "kernels/scalar_lane.h"
#include "kernels/tone_map.h"

#include <cstdint>

namespace lyap {

/// Exponents in memory, float or double, none of them NaN.
struct ExponentsView {
  const void* values;
  bool is_double;

  LYAP_HOST_DEVICE double at(std::int64_t pixel) const {
    return is_double ? static_cast<const double*>(values)[pixel]
                     : static_cast<double>(static_cast<const float*>(values)[pixel]);
  }
};

/// Two planes of exponents of the same pixels, and the palette (as of kRgb24) and tone map that show them.
struct ExponentPairs {
  ExponentsView left;
  ExponentsView right;
  PaletteView palette;
  /// Exponents that differ by more are counted.
  double tolerance;
  /// The number in its picture of pixel 0 of the views.
  std::int64_t first_pixel;
  ToneMap tone_map{};
};

/// A sum of squares as a whole number of units of 2^-256, so that it does not depend on the order of the terms. It
/// holds 2^64 terms of up to 2^62; squares of differences below 2^-128 vanish.
struct SquareSum {
  static constexpr int kLimbs = 6;
  static constexpr int kFractionBits = 256;
  /// Differences beyond it count as if they were it.
  static constexpr double kLargestDifference = 0x1p31;

  std::uint64_t limbs[kLimbs];

  LYAP_HOST_DEVICE void add(const SquareSum& other) {
    std::uint64_t carry = 0;
    for (int i = 0; i < kLimbs; ++i) {
      const std::uint64_t sum = limbs[i] + other.limbs[i];
      const std::uint64_t with_carry = sum + carry;
      carry = static_cast<std::uint64_t>(sum < limbs[i]) | static_cast<std::uint64_t>(with_carry < sum);
      limbs[i] = with_carry;
    }
  }

  bool operator==(const SquareSum&) const = default;

  /// The square of a difference, 0 or more, rounded to 53 bits and then down to the unit.
  static LYAP_HOST_DEVICE SquareSum of(double difference) {
    using Format = FloatFormat<double>;
    const double bounded = difference < kLargestDifference ? difference : kLargestDifference;
    const std::uint64_t bits = ScalarLane<double>::to_bits(bounded * bounded);
    const int exponent = static_cast<int>(bits >> Format::kMantissaBits);
    constexpr std::uint64_t kImplicitOne = std::uint64_t{1} << Format::kMantissaBits;
    const std::uint64_t mantissa = (bits & (kImplicitOne - 1)) | kImplicitOne;
    // Where the last bit of the mantissa lies in the sum; numbers without the implicit one are far below it.
    const int place = exponent - Format::kBias - Format::kMantissaBits + kFractionBits;
    SquareSum sum{};
    if (place <= -64) return sum;
    if (place < 0) {
      sum.limbs[0] = mantissa >> -place;
      return sum;
    }
    sum.limbs[place / 64] = mantissa << (place % 64);
    if (place % 64 != 0) sum.limbs[place / 64 + 1] = mantissa >> (64 - place % 64);
    return sum;
  }
};

/// The histogram of differences: bin b counts those of more than ulp_limit(b − 1) and up to ulp_limit(b) units in the
/// last place, the last bin those where just one of the exponents is infinite, or both with opposite signs. Differing
/// exponents are 0 units apart if one is 0 and the other −0, or if a double rounds to the other side's float.
inline constexpr int kUlpBins = 12;
LYAP_HOST_DEVICE constexpr std::uint64_t ulp_limit(int bin) {
  constexpr std::uint64_t kLimits[kUlpBins] = {
      0, 1, 2, 4, 16, 256, 1ull << 16, 1ull << 24, 1ull << 32, 1ull << 48, ~std::uint64_t{0} - 1, ~std::uint64_t{0}};
  return kLimits[bin];
}

/// Counts and sums over the differences of pixels. They can be added in any order with the same result.
struct ExponentDifferences {
  static constexpr std::int64_t kNone = INT64_MAX;

  std::uint64_t pixels;
  /// Pixels whose left exponent is below 0.
  std::uint64_t stable_pixels;
  /// Exponents of other bits, all and those of stable pixels.
  std::uint64_t differing;
  std::uint64_t stable_differing;
  /// The lowest number of a differing pixel, or kNone.
  std::int64_t first;
  std::uint64_t beyond_tolerance;
  std::uint64_t ulps[kUlpBins];
  /// Of differences that are finite, in double: the largest double where that cannot hold one.
  double largest;
  SquareSum squares;
  /// Pixels of other palette indices, all and those of stable pixels.
  std::uint64_t indices_differing;
  std::uint64_t stable_indices_differing;
  /// Sum of the squared differences of red, green and blue.
  std::uint64_t color_squares;

  static LYAP_HOST_DEVICE ExponentDifferences none() {
    ExponentDifferences differences{};
    differences.first = kNone;
    return differences;
  }

  bool operator==(const ExponentDifferences&) const = default;

  /// Pixels that the last bin of the histogram counts.
  LYAP_HOST_DEVICE std::uint64_t infinite() const { return ulps[kUlpBins - 1]; }
};

/// The differences of both sets of pixels together.
LYAP_HOST_DEVICE inline ExponentDifferences operator+(ExponentDifferences a, const ExponentDifferences& b) {
  a.pixels += b.pixels;
  a.stable_pixels += b.stable_pixels;
  a.differing += b.differing;
  a.stable_differing += b.stable_differing;
  a.first = a.first < b.first ? a.first : b.first;
  a.beyond_tolerance += b.beyond_tolerance;
  for (int bin = 0; bin < kUlpBins; ++bin) a.ulps[bin] += b.ulps[bin];
  a.largest = a.largest > b.largest ? a.largest : b.largest;
  a.squares.add(b.squares);
  a.indices_differing += b.indices_differing;
  a.stable_indices_differing += b.stable_indices_differing;
  a.color_squares += b.color_squares;
  return a;
}

/// The number of a float or double in the order of all of them, −0 and 0 being the same.
template <class T>
LYAP_HOST_DEVICE std::int64_t place_in_order(T value) {
  using Bits = typename FloatFormat<T>::Bits;
  constexpr Bits kSign = Bits{1} << (8 * sizeof(Bits) - 1);
  const Bits bits = ScalarLane<T>::to_bits(value);
  const auto magnitude = static_cast<std::int64_t>(bits & ~kSign);
  return (bits & kSign) != 0 ? -magnitude : magnitude;
}

/// How many steps from one representable number to the next lie between two exponents: of doubles if both are, else of
/// floats, a double beyond them being the next one after the largest. All ones where there is no finite difference.
LYAP_HOST_DEVICE inline std::uint64_t ulps_apart(double left, double right, bool both_double) {
  const bool finite = left - left == 0 && right - right == 0;
  if (!finite) return left == right ? 0 : ~std::uint64_t{0};
  const std::int64_t a = both_double ? place_in_order(left) : place_in_order(static_cast<float>(left));
  const std::int64_t b = both_double ? place_in_order(right) : place_in_order(static_cast<float>(right));
  return a > b ? static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b)
               : static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a);
}

/// The bin of the histogram that counts such a distance.
LYAP_HOST_DEVICE inline int ulp_bin(std::uint64_t ulps) {
  int bin = 0;
  while (ulps > ulp_limit(bin)) ++bin;
  return bin;
}

/// The sum of the squared differences of red, green and blue of two colours as PaletteView packs them.
LYAP_HOST_DEVICE inline std::uint64_t squared_color_difference(std::uint32_t a, std::uint32_t b) {
  std::uint64_t sum = 0;
  for (int shift = 0; shift < 24; shift += 8) {
    const int difference = static_cast<int>(a >> shift & 0xff) - static_cast<int>(b >> shift & 0xff);
    sum += static_cast<std::uint64_t>(difference * difference);
  }
  return sum;
}

/// The bin of the histogram that counts a pixel, −1 if its exponents have the same bits.
LYAP_HOST_DEVICE inline int difference_bin(const ExponentsView& left, const ExponentsView& right, std::int64_t pixel) {
  const double a = left.at(pixel);
  const double b = right.at(pixel);
  const bool same = ScalarLane<double>::to_bits(a) == ScalarLane<double>::to_bits(b);
  return same ? -1 : ulp_bin(ulps_apart(a, b, left.is_double && right.is_double));
}

/// The differences of a single pixel, number `pixel` of the views.
LYAP_HOST_DEVICE inline ExponentDifferences compare_pixel(const ExponentPairs& pairs, std::int64_t pixel) {
  const double left = pairs.left.at(pixel);
  const double right = pairs.right.at(pixel);
  const bool stable = left < 0;
  ExponentDifferences counts = ExponentDifferences::none();
  counts.pixels = 1;
  counts.stable_pixels = stable ? 1 : 0;
  const int bin = difference_bin(pairs.left, pairs.right, pixel);
  if (bin < 0) return counts;

  counts.differing = 1;
  counts.stable_differing = stable ? 1 : 0;
  counts.first = pairs.first_pixel + pixel;
  counts.ulps[bin] = 1;
  const bool finite = counts.infinite() == 0;
  constexpr double kLargest = 0x1.fffffffffffffp1023;
  const double difference = finite ? ScalarLane<double>::min(ScalarLane<double>::abs(left - right), kLargest) : 0;
  counts.beyond_tolerance = !finite || difference > pairs.tolerance ? 1 : 0;
  counts.largest = difference;
  counts.squares = SquareSum::of(difference);

  const auto entries = static_cast<float>(pairs.palette.entries);
  const std::int32_t a = palette_index<ScalarLane<float>>(pairs.tone_map, static_cast<float>(left), entries);
  const std::int32_t b = palette_index<ScalarLane<float>>(pairs.tone_map, static_cast<float>(right), entries);
  if (a != b) {
    counts.indices_differing = 1;
    counts.stable_indices_differing = counts.stable_differing;
    counts.color_squares = squared_color_difference(pairs.palette.colors[a], pairs.palette.colors[b]);
  }
  return counts;
}

}  // namespace lyap
