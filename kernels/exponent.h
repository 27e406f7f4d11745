#pragma once

#include "kernels/cycle_period.h"
#include "kernels/cycle_search.h"
#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/logarithm.h"
#include "kernels/orbit.h"
#include "kernels/pixel_block.h"
#include "kernels/plane_view.h"
#include "kernels/zero_orbit.h"

#include <cstdint>

namespace lyap {

/// log₂ of |product|·2^exponent for products in [2, 4).
template <class Lane>
LYAP_INLINE typename Lane::Value log2_of_product(typename Lane::Value magnitude, typename Lane::Bits exponent) {
  const auto one = Lane::broadcast_bits(1);
  const auto power = Lane::convert_signed(Lane::add_bits(exponent, one));
  const auto half = Lane::broadcast(static_cast<typename Lane::Scalar>(0.5));
  return Lane::add(power, log2_of_mantissa<Lane>(Lane::mul(magnitude, half)));
}

/// log₂ of all that closed orbits repeat.
template <class Lane, int kVectors>
LYAP_INLINE typename Lane::Value log2_of_repeats(const EndedOrbits<Lane, kVectors>& ended, int v) {
  Orbits<Lane, 2> products;
  products.restart_product();
  products.product[0] = Lane::abs(ended.closed_product[v]);
  products.product[1] = Lane::abs(ended.mark_product[v]);
  renormalize_fully(products);
  const auto difference = Lane::sub_bits(products.scaling[1], products.scaling[0]);
  const auto power = Lane::convert_signed(Lane::add_bits(ended.cycle_exponent[v], difference));
  return Lane::mul(ended.repeats[v], Lane::add(power, log2_of_ratio<Lane>(products.product[0], products.product[1])));
}

/// λ = log₂ Π|factors|·ln 2/(N − 1) + offset. A product of zero gives −∞; an orbit that escaped gives +∞, also where
/// infinity met zero on the way and left NaN. The result is never NaN.
template <class Lane>
LYAP_INLINE typename Lane::Value exponent_of_product(const PlaneView<typename Lane::Scalar>& plane,
                                                     typename Lane::Value magnitude, typename Lane::Value log2_product,
                                                     typename Lane::Value offset) {
  using T = typename Lane::Scalar;
  const auto finite = Lane::fma(log2_product, Lane::broadcast(plane.exponent_scale), offset);
  const auto infinity = Lane::broadcast(FloatFormat<T>::kInfinity);
  // A comparison with NaN is false, which sends NaN to +∞.
  const auto bounded = Lane::select(Lane::less(magnitude, infinity), finite, infinity);
  const auto vanished = Lane::equal(magnitude, Lane::broadcast(static_cast<T>(0)));
  return Lane::select(vanished, Lane::broadcast(-FloatFormat<T>::kInfinity), bounded);
}

/// Follows orbits from where they begin through a stretch of steps; `ended` gets the state that they end in. Returns
/// the number of map steps that were computed.
template <class Lane, int kVectors, class Way>
LYAP_INLINE_BUT_IN_WASM std::int64_t follow(const Orbits<Lane, kVectors>& begin, Way& way,
                                            const PlaneView<typename Lane::Scalar>& plane, const Stretch& stretch,
                                            EndedOrbits<Lane, kVectors>& ended) {
  Orbits<Lane, kVectors> orbits = begin;
  way.lead_in(orbits, stretch.lead);
  return stretch.lead + follow_rounds(orbits, way, plane, stretch, ended);
}

/// Computes the orbits of a block of pixels, and their periods if they are wanted. `steps` are those of the plane and
/// the block, in the form of the plane. The column tables must be readable up to block.column + kLanes. Returns the
/// number of map steps that were computed for each pixel's exponent.
template <class Recurrence, class Lane, int kVectors, class Steps>
LYAP_INLINE std::int64_t compute_orbits(const PlaneView<typename Lane::Scalar>& plane, const PixelBlock& block,
                                        const Steps& steps, EndedOrbits<Lane, kVectors>& ended,
                                        const PeriodTarget& periods) {
  Orbits<Lane, kVectors> orbits;
  steps.start(orbits);
  orbits.restart_product();
  std::int64_t computed = 0;
  if (steps.has_transient()) {
    auto way = steps.transient();
    computed += follow(orbits, way, plane, plane.transient, ended);
    for (int v = 0; v < kVectors; ++v) orbits.state[v] = ended.state[v];
  }

  // The product lags: it begins after the first step of the sum, and ends before it has the factor of the last state.
  steps.begin_sum(orbits);
  auto way = steps.sum();
  computed += follow(orbits, way, plane, plane.sum, ended);
  if (periods.periods != nullptr) measure_periods<Recurrence>(way, plane, block, ended, periods);
  return computed + 1;
}

/// The Lyapunov exponents of vector `v` of a block whose orbits were computed.
template <class Recurrence, class Lane, int kVectors>
LYAP_INLINE typename Lane::Value sum_up(const PlaneView<typename Lane::Scalar>& plane, const PixelBlock& block, int v,
                                        const EndedOrbits<Lane, kVectors>& ended) {
  using Format = FloatFormat<typename Lane::Scalar>;
  constexpr auto kBiases = 2 * static_cast<typename Format::Bits>(Format::kBias);
  Orbits<Lane, 1> orbit{{ended.state[v]}, {ended.product[v]}, {Lane::broadcast_bits(0)}};
  renormalize(orbit);
  orbit.product[0] = Recurrence::template multiply<Lane>(orbit.product[0], ended.state[v]);
  renormalize_fully(orbit);

  const auto magnitude = Lane::abs(orbit.product[0]);
  const auto scaling = Lane::sub_bits(Lane::broadcast_bits(kBiases), orbit.scaling[0]);
  const auto exponent = Lane::add_bits(ended.exponent[v], scaling);
  auto log2_product = log2_of_product<Lane>(magnitude, exponent);
  if ((ended.closed_vectors >> v & 1) != 0) log2_product = Lane::add(log2_product, log2_of_repeats(ended, v));
  const auto offset =
      Lane::add(Lane::load(plane.columns.offsets + block.column), Lane::broadcast(plane.rows.offsets[block.row_of(v)]));
  return with_zero_orbits<Lane>(plane, block, v, exponent_of_product<Lane>(plane, magnitude, log2_product, offset));
}

}  // namespace lyap
