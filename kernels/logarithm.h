#pragma once

#include "kernels/host_device.h"

namespace lyap {

/// The coefficients 2/(ln 2·(2k + 1)) of log₂(m) = ½ + 2/ln 2·Σₖ s^(2k+1)/(2k + 1), s = (m − √2)/(m + √2).
/// On [1,2] |s| ≤ 0.1716, so the first term left out is below 1.1e-9 for float and 1e-18 for double.
template <class T>
struct LogarithmSeries;

template <>
struct LogarithmSeries<float> {
  static constexpr int kTerms = 5;
};

template <>
struct LogarithmSeries<double> {
  static constexpr int kTerms = 11;
};

/// log₂ of m in [1, 2]; the absolute error is below 2 units in the last place of 1.
template <class Lane>
LYAP_INLINE typename Lane::Value log2_of_mantissa(typename Lane::Value m) {
  using T = typename Lane::Scalar;
  constexpr double kTwoOverLn2 = 2.8853900817779268147;
  constexpr double kSqrt2 = 1.4142135623730950488;
  constexpr int kTerms = LogarithmSeries<T>::kTerms;
  const auto root = Lane::broadcast(static_cast<T>(kSqrt2));
  const auto s = Lane::div(Lane::sub(m, root), Lane::add(m, root));
  const auto square = Lane::mul(s, s);
  auto sum = Lane::broadcast(static_cast<T>(kTwoOverLn2 / (2 * kTerms - 1)));
  for (int k = kTerms - 2; k >= 0; --k) {
    sum = Lane::fma(sum, square, Lane::broadcast(static_cast<T>(kTwoOverLn2 / (2 * k + 1))));
  }
  return Lane::fma(sum, s, Lane::broadcast(static_cast<T>(0.5)));
}

}  // namespace lyap
