#pragma once

#include <cstdint>

#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/logarithm.h"
#include "kernels/orbit.h"
#include "kernels/plane_view.h"

namespace lyap {

/// Rows of scratch memory, of kStride numbers each, that `exponents` needs.
template <class T>
LYAP_INLINE std::int64_t scratch_rows(const PlaneView<T>& plane) {
  return 2 * static_cast<std::int64_t>(plane.transition_count);
}

/// The entry of a letter for the pixels (column …, row) in one of the plane's pairs of tables.
template <class Lane>
LYAP_INLINE typename Lane::Value load_entry(const PlaneView<typename Lane::Scalar>& plane,
                                            const typename Lane::Scalar* column_table,
                                            const typename Lane::Scalar* row_table, int letter, int column, int row) {
  if (letter < plane.column_letters) {
    return Lane::load(column_table + static_cast<std::ptrdiff_t>(letter) * plane.column_stride + column);
  }
  const std::ptrdiff_t row_letter = letter - plane.column_letters;
  return Lane::broadcast(row_table[row_letter * plane.row_stride + row]);
}

template <class Lane>
LYAP_INLINE typename Lane::Value load_half_rate(const PlaneView<typename Lane::Scalar>& plane, int letter, int column,
                                                int row) {
  return load_entry<Lane>(plane, plane.column_half_rates, plane.row_half_rates, letter, column, row);
}

/// k = h_q·(1 − h_p) and, where the letter changes, rho = h_q·(1/h_p), of one vector of pixels.
template <class Lane, int kStride>
LYAP_INLINE void make_coefficients(const PlaneView<typename Lane::Scalar>& plane, int column, int row,
                                   const Coefficients<Lane, kStride>& coefficients) {
  const auto one = Lane::broadcast(static_cast<typename Lane::Scalar>(1));
  for (int t = 0; t < plane.transition_count; ++t) {
    const Transition transition = plane.transitions[t];
    const auto from = load_half_rate<Lane>(plane, transition.from, column, row);
    const auto to = load_half_rate<Lane>(plane, transition.to, column, row);
    typename Lane::Scalar* k = coefficients.of(t);
    Lane::store(Lane::mul(to, Lane::sub(one, from)), k);
    if (t >= plane.first_change) {
      const auto inverse =
          load_entry<Lane>(plane, plane.column_inverses, plane.row_inverses, transition.from, column, row);
      Lane::store(Lane::mul(to, inverse), k + kStride);
    }
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
/// `kStride` numbers, of which a run of kVectors·kLanes is touched. The column tables must be readable up to
/// column + kVectors·kLanes.
template <class Lane, int kVectors, int kStride>
LYAP_INLINE void exponents(const PlaneView<typename Lane::Scalar>& plane, int column, int row,
                           typename Lane::Scalar* scratch, typename Lane::Scalar* result) {
  using T = typename Lane::Scalar;
  const auto restart = [](Orbits<Lane, kVectors>& orbits) {
    for (int v = 0; v < kVectors; ++v) {
      orbits.product[v] = Lane::broadcast(FloatFormat<T>::kHeadroom);
      orbits.exponent[v] = Lane::broadcast_bits(0);
    }
  };
  const Coefficients<Lane, kStride> coefficients{scratch};
  const auto y0 = Lane::broadcast(plane.y0);
  Orbits<Lane, kVectors> orbits;
  for (int v = 0; v < kVectors; ++v) {
    const int first = column + v * Lane::kLanes;
    make_coefficients<Lane, kStride>(plane, first, row, {scratch + v * Lane::kLanes});
    orbits.z[v] = Lane::mul(load_half_rate<Lane>(plane, plane.first_letter, first, row), y0);
  }

  std::int32_t position = 0;
  if (plane.transient > 0) {
    restart(orbits);
    advance(orbits, coefficients, plane, plane.transient, position);
  }
  restart(orbits);
  const std::int64_t renormalizations = advance(orbits, coefficients, plane, plane.factors - 1, position) + 1;
  step(orbits, coefficients, plane.last_step, plane.first_change);
  renormalize(orbits);

  for (int v = 0; v < kVectors; ++v) {
    const int first = column + v * Lane::kLanes;
    const auto smallest =
        Lane::min(Lane::load(plane.column_smallest + first), Lane::broadcast(plane.row_smallest[row]));
    Lane::store(exponent_of_product<Lane>(plane, orbits.product[v], orbits.exponent[v], renormalizations, smallest),
                result + v * Lane::kLanes);
  }
}

}  // namespace lyap
