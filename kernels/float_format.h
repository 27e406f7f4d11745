#pragma once

#include <cstdint>

namespace lyap {

/// The layout of an IEEE 754 binary format, and the constants of the orbit loop that follow from it.
///
/// `kStepsPerProduct` factors are multiplied before the product is brought back to kHeadroom·[2, 4). With 16 factors
/// a float product loses precision where |z| is below 2^-11.9 on average (an exponent of -7.6) and reads as zero
/// below 2^-13.3 (-8.5); it overflows above 2^3.8 (+3.3), which only orbits on their way to infinity reach as long
/// as rates are below 28. All palettes are saturated there. For double the limits are -15.7, -16.4 and +6.2.
template <class T>
struct FloatFormat;

template <>
struct FloatFormat<float> {
  using Bits = std::uint32_t;
  static constexpr int kMantissaBits = 23;
  static constexpr int kBias = 127;
  static constexpr Bits kExponentMask = 0x7f800000u;
  static constexpr float kLargestPowerOfTwo = 0x1p127f;
  static constexpr float kInfinity = __builtin_huge_valf();
  static constexpr int kStepsPerProduct = 16;
  static constexpr int kHeadroomBits = 64;
  static constexpr float kHeadroom = 0x1p64f;
};

template <>
struct FloatFormat<double> {
  using Bits = std::uint64_t;
  static constexpr int kMantissaBits = 52;
  static constexpr int kBias = 1023;
  static constexpr Bits kExponentMask = 0x7ff0000000000000u;
  static constexpr double kLargestPowerOfTwo = 0x1p1023;
  static constexpr double kInfinity = __builtin_huge_val();
  static constexpr int kStepsPerProduct = 64;
  static constexpr int kHeadroomBits = 512;
  static constexpr double kHeadroom = 0x1p512;
};

}  // namespace lyap
