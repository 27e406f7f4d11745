#pragma once

#include "kernels/host_device.h"

namespace lyap {

/// How many terms of 2/ln 2·artanh s = 2/ln 2·Σₖ s^(2k+1)/(2k + 1) are taken.
template <class T>
struct LogarithmSeries;

template <>
struct LogarithmSeries<float> {
  /// For |s| ≤ 0.1716 the first term left out is below 1.1e-9; for |s| ≤ 1/3 the first of those is below 1.4e-8.
  static constexpr int kTerms = 5;
  static constexpr int kRatioTerms = 7;
};

template <>
struct LogarithmSeries<double> {
  /// Below 1e-18, and below 2e-18.
  static constexpr int kTerms = 11;
  static constexpr int kRatioTerms = 17;
};

/// The first terms of 2/ln 2·(artanh s)/s, with which log₂(a/b) = s·this for s = (a − b)/(a + b).
template <class Lane, int kTerms>
LYAP_INLINE typename Lane::Value log2_series(typename Lane::Value s) {
  using T = typename Lane::Scalar;
  constexpr double kTwoOverLn2 = 2.8853900817779268147;
  const auto square = Lane::mul(s, s);
  auto sum = Lane::broadcast(static_cast<T>(kTwoOverLn2 / (2 * kTerms - 1)));
  for (int k = kTerms - 2; k >= 0; --k) {
    sum = Lane::fma(sum, square, Lane::broadcast(static_cast<T>(kTwoOverLn2 / (2 * k + 1))));
  }
  return sum;
}

/// log₂ of m in [1, 2]; the absolute error is below 2 units in the last place of 1.
template <class Lane>
LYAP_INLINE typename Lane::Value log2_of_mantissa(typename Lane::Value m) {
  using T = typename Lane::Scalar;
  constexpr double kSqrt2 = 1.4142135623730950488;
  const auto root = Lane::broadcast(static_cast<T>(kSqrt2));
  const auto s = Lane::div(Lane::sub(m, root), Lane::add(m, root));
  return Lane::fma(log2_series<Lane, LogarithmSeries<T>::kTerms>(s), s, Lane::broadcast(static_cast<T>(0.5)));
}

/// log₂(a/b) of positive a and b that are at most a factor of 2 apart; the error is below 4 units in the last place of
/// the result.
template <class Lane>
LYAP_INLINE typename Lane::Value log2_of_ratio(typename Lane::Value a, typename Lane::Value b) {
  const auto s = Lane::div(Lane::sub(a, b), Lane::add(a, b));
  return Lane::mul(log2_series<Lane, LogarithmSeries<typename Lane::Scalar>::kRatioTerms>(s), s);
}

}  // namespace lyap
