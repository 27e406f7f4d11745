#pragma once

#include "kernels/float_format.h"
#include "kernels/host_device.h"

namespace lyap {

// The map xₙ = rₙ·xₙ₋₁·(1 − xₙ₋₁) in two variables. A form says how a step's operand and the state before it make the
// next state, which factor a state gives to the product whose logarithm is the exponent, and how far apart a step takes
// two states that lie close together.

/// With h = r/2 and y = 1 − 2x the map is yₙ = hₙ·yₙ₋₁² + (1 − hₙ). The state is wₙ = sₙ·yₙ, where sₙ = sₙ₋₁²/hₙ is
/// periodic, and the operand of step n is cₙ = sₙ·(1 − hₙ): two operations a step, whatever the sequence. The factor is
/// w, and Σ ln|rₙ·(1 − 2xₙ)| = Σ ln|2·wₙ| + 2·(ln|s₀| − ln|s_N₋₁|), since hₙ/sₙ = (sₙ₋₁/sₙ)².
struct ScaledForm {
  template <class Lane>
  static LYAP_INLINE typename Lane::Value next(typename Lane::Value w, typename Lane::Value c) {
    return Lane::fma(w, w, c);
  }
  template <class Lane>
  static LYAP_INLINE typename Lane::Value multiply(typename Lane::Value product, typename Lane::Value w) {
    return Lane::mul(product, w);
  }
  template <class Lane>
  static LYAP_INLINE typename Lane::Value slope(typename Lane::Value w, typename Lane::Value /*c*/) {
    return Lane::add(w, w);
  }
  /// No state tells x = 0.
  template <class Lane>
  static LYAP_INLINE typename Lane::Mask is_at_zero(typename Lane::Value /*w*/) {
    return Lane::no_lanes();
  }
  template <class Lane>
  static LYAP_INLINE typename Lane::Mask is_next_to_zero(typename Lane::Value /*largest*/) {
    return Lane::no_lanes();
  }
};

/// The state is m = −2x and the operand h = r/2: four operations a step, and no scale, which would need an operand for
/// each step of a period. A state keeps all its digits however near to x = 0 it comes, where y no longer sees it. The
/// factor is 1 + m, and the logarithms of the rates are added in the end.
struct PlainForm {
  template <class Lane>
  static LYAP_INLINE typename Lane::Value next(typename Lane::Value m, typename Lane::Value h) {
    const auto t = Lane::mul(h, m);
    return Lane::fma(t, m, Lane::add(t, t));
  }
  template <class Lane>
  static LYAP_INLINE typename Lane::Value multiply(typename Lane::Value product, typename Lane::Value m) {
    return Lane::fma(product, m, product);
  }
  template <class Lane>
  static LYAP_INLINE typename Lane::Value slope(typename Lane::Value m, typename Lane::Value h) {
    const auto r = Lane::add(h, h);
    return Lane::fma(r, m, r);
  }
  template <class Lane>
  static LYAP_INLINE typename Lane::Mask is_at_zero(typename Lane::Value m) {
    return Lane::equal(m, Lane::broadcast(0));
  }
  /// Whether the factors of states of at most this magnitude are 1 but for rounding, so that each step multiplies the
  /// state by the rate and nothing else.
  template <class Lane>
  static LYAP_INLINE typename Lane::Mask is_next_to_zero(typename Lane::Value largest) {
    return Lane::less(largest, Lane::broadcast(FloatFormat<typename Lane::Scalar>::kEpsilon));
  }
};

}  // namespace lyap
