#pragma once

#include <cstdint>

#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/logarithm.h"
#include "kernels/orbit.h"
#include "kernels/plane_view.h"

namespace lyap {

/// Numbers of T per unit of stride that `exponents` needs as scratch: half rates, then two per transition.
template <class T>
LYAP_INLINE std::int64_t scratch_rows(const PlaneView<T>& plane) {
  return plane.letter_count + 2 * static_cast<std::int64_t>(plane.transition_count);
}

/// Half rates h of every letter into `half_rates`, `kStride` numbers apart. |h| is kept at or above 2^-64 so that
/// h_q/h_p is finite; what is returned is the smallest |h| of the letters in the sum before that.
template <class Lane, int kStride>
LYAP_INLINE typename Lane::Value load_half_rates(const PlaneView<typename Lane::Scalar>& plane, int column, int row,
                                                 typename Lane::Scalar* half_rates) {
  using T = typename Lane::Scalar;
  const auto half = Lane::broadcast(static_cast<T>(0.5));
  const auto tiny = Lane::broadcast(static_cast<T>(0x1p-64));
  auto smallest = Lane::broadcast(FloatFormat<T>::kInfinity);
  for (int letter = 0; letter < plane.letter_count; ++letter) {
    const auto column_term = Lane::load(plane.column_terms + letter * plane.column_stride + column);
    const auto row_term = Lane::broadcast(plane.row_terms[letter * plane.row_stride + row]);
    const auto h = Lane::mul(half, Lane::add(column_term, row_term));
    const auto magnitude = Lane::abs(h);
    if (letter < plane.summed_letter_count) smallest = Lane::min(smallest, magnitude);
    Lane::store(Lane::select(Lane::less(magnitude, tiny), tiny, h), half_rates + letter * kStride);
  }
  return smallest;
}

/// k = h_q·(1 − h_p) and, where the letter changes, rho = h_q/h_p.
template <class Lane, int kStride>
LYAP_INLINE void make_coefficients(const PlaneView<typename Lane::Scalar>& plane,
                                   const typename Lane::Scalar* half_rates, int vector,
                                   const Coefficients<Lane, kStride>& coefficients) {
  const auto one = Lane::broadcast(static_cast<typename Lane::Scalar>(1));
  for (int t = 0; t < plane.transition_count; ++t) {
    const auto from = Lane::load(half_rates + plane.transitions[t].from * kStride);
    const auto to = Lane::load(half_rates + plane.transitions[t].to * kStride);
    typename Lane::Scalar* k = coefficients.of(t) + vector * Lane::kLanes;
    Lane::store(Lane::mul(to, Lane::sub(one, from)), k);
    if (t >= plane.first_change) Lane::store(Lane::div(to, from), k + kStride);
  }
}

/// λ = ln 2·(1 + log₂ Π|z| / (N − 1)) from a product that was renormalized `renormalizations` times, from kHeadroom
/// at the start. A zero factor or a zero rate gives −∞; an orbit that escaped gives +∞, also where infinity met zero
/// on the way and left NaN. The result is never NaN.
template <class Lane>
LYAP_INLINE typename Lane::Value exponent_of_product(const PlaneView<typename Lane::Scalar>& plane,
                                                     typename Lane::Value product, typename Lane::Bits exponent,
                                                     std::int64_t renormalizations,
                                                     typename Lane::Value smallest_half_rate) {
  using T = typename Lane::Scalar;
  using Format = FloatFormat<T>;
  const std::int64_t behind = 1 + renormalizations * (Format::kBias - Format::kHeadroomBits);
  const auto correction = Lane::broadcast_bits(static_cast<typename Format::Bits>(behind));
  const auto power = Lane::convert_signed(Lane::add_bits(exponent, correction));
  const auto magnitude = Lane::abs(product);
  const auto mantissa = Lane::mul(magnitude, Lane::broadcast(static_cast<T>(0.5) / Format::kHeadroom));
  const auto log2_product = Lane::add(power, log2_of_mantissa<Lane>(mantissa));
  const auto finite = Lane::fma(log2_product, Lane::broadcast(plane.exponent_scale),
                                Lane::broadcast(plane.exponent_offset));
  const auto zero = Lane::broadcast(static_cast<T>(0));
  const auto infinity = Lane::broadcast(Format::kInfinity);
  const auto minus_infinity = Lane::broadcast(-Format::kInfinity);
  // A comparison with NaN is false, which sends NaN to +∞.
  const auto bounded = Lane::select(Lane::less(magnitude, infinity), finite, infinity);
  const auto vanished = Lane::min(magnitude, smallest_half_rate);
  return Lane::select(Lane::equal(vanished, zero), minus_infinity, bounded);
}

/// Lyapunov exponents of the pixels (column …, row), kVectors·kLanes of them side by side, into `result`.
/// This is all that a CUDA thread or a SIMD loop does before the tone map. `scratch` lends scratch_rows() rows of
/// `kStride` numbers; only every kStride-th run of kVectors·kLanes numbers is touched. The column tables must be
/// readable up to column + kVectors·kLanes.
template <class Lane, int kVectors, int kStride>
LYAP_INLINE void exponents(const PlaneView<typename Lane::Scalar>& plane, int column, int row,
                           typename Lane::Scalar* scratch, typename Lane::Scalar* result) {
  using T = typename Lane::Scalar;
  const Coefficients<Lane, kStride> coefficients{scratch + plane.letter_count * kStride};
  const auto headroom = Lane::broadcast(FloatFormat<T>::kHeadroom);
  const auto none = Lane::broadcast_bits(0);
  Orbits<Lane, kVectors> orbits;
  typename Lane::Value smallest_half_rate[kVectors];
  for (int v = 0; v < kVectors; ++v) {
    T* half_rates = scratch + v * Lane::kLanes;
    smallest_half_rate[v] = load_half_rates<Lane, kStride>(plane, column + v * Lane::kLanes, row, half_rates);
    make_coefficients<Lane, kStride>(plane, half_rates, v, coefficients);
    orbits.z[v] = Lane::mul(Lane::load(half_rates + plane.first_letter * kStride), Lane::broadcast(plane.y0));
  }

  std::int32_t position = 0;
  if (plane.transient > 0) {
    for (int v = 0; v < kVectors; ++v) orbits.product[v] = headroom, orbits.exponent[v] = none;
    advance(orbits, coefficients, plane, plane.transient, position);
  }
  for (int v = 0; v < kVectors; ++v) orbits.product[v] = headroom, orbits.exponent[v] = none;
  std::int64_t renormalizations = advance(orbits, coefficients, plane, plane.factors - 1, position);
  step(orbits, coefficients, plane.last_step, plane.first_change);
  renormalize(orbits);
  ++renormalizations;

  for (int v = 0; v < kVectors; ++v) {
    const auto exponent = exponent_of_product<Lane>(plane, orbits.product[v], orbits.exponent[v], renormalizations,
                                                    smallest_half_rate[v]);
    Lane::store(exponent, result + v * Lane::kLanes);
  }
}

}  // namespace lyap
