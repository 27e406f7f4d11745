#pragma once

#include <cstdint>

namespace lyap {

/// The layout of an IEEE 754 binary format, and how many factors an orbit's product takes before its binary exponent
/// is moved aside.
///
/// From [2, 4), a float product of 14 factors loses precision where they are below 2^-9.07 on average, an exponent of
/// -5.59 in the scaled form. A subnormal product is not brought back to [2, 4) by one factor, so that it sinks further
/// with every chunk: long sums read as zero from about -5.64 on, short ones from -6.7. The tone of -5.55 is the first
/// of 65536 palette entries; sequences with runs, whose chunks differ, may lose a product before, from about -5. For
/// double the limits are -21.4 and -22.5. Overflow takes factors above 2^9 on average, which is beyond the largest half
/// rate, 500: only orbits on their way to infinity get there. An orbit that closes early loses less, since its product
/// is not carried on.
template <class T>
struct FloatFormat;

template <>
struct FloatFormat<float> {
  using Bits = std::uint32_t;
  static constexpr int kMantissaBits = 23;
  static constexpr int kBias = 127;
  static constexpr Bits kExponentMask = 0x7f800000u;
  static constexpr Bits kEvenExponentMask = 0x7f000000u;
  static constexpr float kLargestPowerOfTwo = 0x1p127f;
  static constexpr float kEpsilon = 0x1p-23f;
  static constexpr float kInfinity = __builtin_bit_cast(float, 0x7f800000u);
  static constexpr float kNaN = __builtin_bit_cast(float, 0x7fc00000u);
  static constexpr int kStepsPerProduct = 14;
};

template <>
struct FloatFormat<double> {
  using Bits = std::uint64_t;
  static constexpr int kMantissaBits = 52;
  static constexpr int kBias = 1023;
  static constexpr Bits kExponentMask = 0x7ff0000000000000u;
  static constexpr Bits kEvenExponentMask = 0x7fe0000000000000u;
  static constexpr double kLargestPowerOfTwo = 0x1p1023;
  static constexpr double kEpsilon = 0x1p-52;
  static constexpr double kInfinity = __builtin_bit_cast(double, std::uint64_t{0x7ff0000000000000u});
  static constexpr double kNaN = __builtin_bit_cast(double, std::uint64_t{0x7ff8000000000000u});
  static constexpr int kStepsPerProduct = 32;
};

}  // namespace lyap
