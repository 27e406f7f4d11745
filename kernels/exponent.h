#pragma once

#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/logarithm.h"
#include "kernels/orbit.h"
#include "kernels/plane_view.h"

#include <cstdint>

namespace lyap {

/// Rows of scratch memory, of kStride numbers each, that `exponents` needs.
template <class T>
LYAP_INLINE std::int64_t scratch_rows(const PlaneView<T>& plane) {
  return 2 * static_cast<std::int64_t>(plane.transition_count);
}

/// The entries of a letter for the pixels (column …, row) in one of the plane's pairs of tables.
template <class Lane, int kVectors>
LYAP_INLINE void load_entries(const PlaneView<typename Lane::Scalar>& plane, const typename Lane::Scalar* column_table,
                              const typename Lane::Scalar* row_table, int letter, int column, int row,
                              typename Lane::Value* entries) {
  if (letter < plane.column_letters) {
    const auto* first = column_table + static_cast<std::ptrdiff_t>(letter) * plane.column_stride + column;
    for (int v = 0; v < kVectors; ++v) entries[v] = Lane::load(first + v * Lane::kLanes);
  } else {
    const std::ptrdiff_t row_letter = letter - plane.column_letters;
    const auto entry = Lane::broadcast(row_table[row_letter * plane.row_stride + row]);
    for (int v = 0; v < kVectors; ++v) entries[v] = entry;
  }
}

template <class Lane, int kVectors>
LYAP_INLINE void load_half_rates(const PlaneView<typename Lane::Scalar>& plane, int letter, int column, int row,
                                 typename Lane::Value* half_rates) {
  load_entries<Lane, kVectors>(plane, plane.column_half_rates, plane.row_half_rates, letter, column, row, half_rates);
}

/// k = h_q·(1 − h_p) and, where the letter changes, rho = h_q·(1/h_p).
template <class Lane, int kVectors, int kStride>
LYAP_INLINE void make_coefficients(const PlaneView<typename Lane::Scalar>& plane, int column, int row,
                                   const Coefficients<Lane, kStride>& coefficients) {
  const auto one = Lane::broadcast(static_cast<typename Lane::Scalar>(1));
  typename Lane::Value from[kVectors];
  typename Lane::Value to[kVectors];
  for (int t = 0; t < plane.transition_count; ++t) {
    const Transition transition = plane.transitions[t];
    typename Lane::Scalar* k = coefficients.of(t);
    load_half_rates<Lane, kVectors>(plane, transition.from, column, row, from);
    load_half_rates<Lane, kVectors>(plane, transition.to, column, row, to);
    for (int v = 0; v < kVectors; ++v) {
      Lane::store(Lane::mul(to[v], Lane::sub(one, from[v])), k + v * Lane::kLanes);
    }
    if (t < plane.first_change) continue;
    typename Lane::Scalar* rho = k + kStride;
    typename Lane::Value inverse[kVectors];
    load_entries<Lane, kVectors>(plane, plane.column_inverses, plane.row_inverses, transition.from, column, row,
                                 inverse);
    for (int v = 0; v < kVectors; ++v) Lane::store(Lane::mul(to[v], inverse[v]), rho + v * Lane::kLanes);
  }
}

/// λ = ln 2·(1 + log₂ Π|z| / (N − 1)) from a product that was renormalized `renormalizations` times. A zero factor or
/// a zero rate gives −∞; an orbit that escaped gives +∞, also where infinity met zero on the way and left NaN. The
/// result is never NaN.
template <class Lane>
LYAP_INLINE typename Lane::Value exponent_of_product(const PlaneView<typename Lane::Scalar>& plane,
                                                     typename Lane::Value product, typename Lane::Bits exponent,
                                                     std::int64_t renormalizations,
                                                     typename Lane::Value smallest_half_rate) {
  using T = typename Lane::Scalar;
  using Format = FloatFormat<T>;
  const std::int64_t behind = 1 + renormalizations * Format::kBias;
  const auto correction = Lane::broadcast_bits(static_cast<typename Format::Bits>(behind));
  const auto power = Lane::convert_signed(Lane::add_bits(exponent, correction));
  const auto magnitude = Lane::abs(product);
  const auto mantissa = Lane::mul(magnitude, Lane::broadcast(static_cast<T>(0.5)));
  const auto log2_product = Lane::add(power, log2_of_mantissa<Lane>(mantissa));
  const auto finite =
      Lane::fma(log2_product, Lane::broadcast(plane.exponent_scale), Lane::broadcast(plane.exponent_offset));
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
  const Coefficients<Lane, kStride> coefficients{scratch};
  make_coefficients<Lane, kVectors>(plane, column, row, coefficients);
  const auto y0 = Lane::broadcast(plane.y0);
  Orbits<Lane, kVectors> orbits;
  load_half_rates<Lane, kVectors>(plane, plane.first_letter, column, row, orbits.z);
  for (int v = 0; v < kVectors; ++v) orbits.z[v] = Lane::mul(orbits.z[v], y0);

  std::int32_t position = 0;
  orbits.restart_product();
  if (plane.transient > 0) advance(orbits, coefficients, plane, plane.transient, position);

  // The product lags: it begins after the first step of the sum, with that step's z, and takes the last z at the end.
  // The very last step is the one that leads back to the first letter.
  const bool single = plane.factors == 1;
  step(orbits, coefficients, single ? plane.last_step : plane.steps[position++], plane.first_change);
  orbits.restart_product();
  std::int64_t renormalizations = 1;
  if (!single) {
    renormalizations += advance(orbits, coefficients, plane, plane.factors - 2, position);
    step(orbits, coefficients, plane.last_step, plane.first_change);
  }
  orbits.multiply_product();
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
