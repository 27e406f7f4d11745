#pragma once

#include "kernels/cycle_search.h"
#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/logarithm.h"
#include "kernels/orbit.h"
#include "kernels/pixel_block.h"
#include "kernels/plane_view.h"
#include "kernels/scalar_lane.h"

#include <cstddef>
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

/// λ = ln 2·(1 + log₂ Π|z| / (N − 1)). A product of zero or a zero rate gives −∞; an orbit that escaped gives +∞, also
/// where infinity met zero on the way and left NaN. The result is never NaN.
template <class Lane>
LYAP_INLINE typename Lane::Value exponent_of_product(const PlaneView<typename Lane::Scalar>& plane,
                                                     typename Lane::Value magnitude, typename Lane::Value log2_product,
                                                     typename Lane::Value smallest_half_rate) {
  using T = typename Lane::Scalar;
  const auto finite =
      Lane::fma(log2_product, Lane::broadcast(plane.exponent_scale), Lane::broadcast(plane.exponent_offset));
  const auto zero = Lane::broadcast(static_cast<T>(0));
  const auto infinity = Lane::broadcast(FloatFormat<T>::kInfinity);
  const auto minus_infinity = Lane::broadcast(-FloatFormat<T>::kInfinity);
  // A comparison with NaN is false, which sends NaN to +∞.
  const auto bounded = Lane::select(Lane::less(magnitude, infinity), finite, infinity);
  const auto vanished = Lane::min(magnitude, smallest_half_rate);
  return Lane::select(Lane::equal(vanished, zero), minus_infinity, bounded);
}

/// Follows orbits through a stretch of steps; `ended` gets the state that they end in. Returns the number of map steps
/// that were computed.
template <class Lane, int kVectors, class Way>
LYAP_INLINE std::int64_t follow(Orbits<Lane, kVectors>& orbits, Way& way, const PlaneView<typename Lane::Scalar>& plane,
                                const Stretch& stretch, EndedOrbits<Lane, kVectors>& ended) {
  way.lead_in(orbits, stretch.lead);
  return stretch.lead + follow_rounds(orbits, way, plane, stretch, ended);
}

/// Where the periods of a block go, if anywhere: those of vector v from v·stride on.
struct PeriodTarget {
  std::uint32_t* periods = nullptr;
  std::ptrdiff_t stride = 0;
};

/// The least number of map steps, a multiple of the sequence's period, after which each orbit is in the same state
/// again; 0 for orbits that are on no cycle or at infinity. Vector v goes to `periods` + v·stride. `way` is passed by
/// value, so that the caller's copy can stay in registers.
template <class Lane, int kVectors, class Way>
LYAP_SELDOM void measure_periods(Way way, const PlaneView<typename Lane::Scalar>& plane,
                                 const EndedOrbits<Lane, kVectors>& ended, const PeriodTarget& target) {
  using Bits = typename FloatFormat<typename Lane::Scalar>::Bits;
  Orbits<Lane, kVectors> orbits;
  orbits.restart_product();
  for (int v = 0; v < kVectors; ++v) orbits.z[v] = ended.z[v];
  const auto infinity = Lane::broadcast(FloatFormat<typename Lane::Scalar>::kInfinity);
  typename Lane::Mask away[kVectors];
  typename Lane::Bits periods[kVectors];
  bool any_away = false;
  for (int v = 0; v < kVectors; ++v) {
    // An orbit at infinity is there after every step, but on no cycle.
    away[v] = Lane::and_mask(ended.on_cycle[v], Lane::less(Lane::abs(ended.z[v]), infinity));
    periods[v] = Lane::broadcast_bits(0);
    any_away = any_away || Lane::any(away[v]);
  }
  for (std::uint32_t steps = 0; any_away;) {
    way.period(orbits);
    steps += static_cast<std::uint32_t>(plane.sequence_period);
    any_away = false;
    for (int v = 0; v < kVectors; ++v) {
      const auto back = Lane::and_mask(away[v], Lane::equal(orbits.z[v], ended.z[v]));
      periods[v] = Lane::select_bits(back, Lane::broadcast_bits(static_cast<Bits>(steps)), periods[v]);
      away[v] = Lane::and_not_mask(back, away[v]);
      any_away = any_away || Lane::any(away[v]);
    }
  }
  for (int v = 0; v < kVectors; ++v) {
    typename Lane::Scalar stored[Lane::kLanes];
    Lane::store(Lane::from_bits(periods[v]), stored);
    for (int i = 0; i < Lane::kLanes; ++i) {
      target.periods[v * target.stride + i] =
          static_cast<std::uint32_t>(ScalarLane<typename Lane::Scalar>::to_bits(stored[i]));
    }
  }
}

/// Computes the orbits of a block of pixels, and their periods if they are wanted. `steps` are those of the plane and
/// the block. The column tables must be readable up to block.column + kLanes. Returns the number of map steps that were
/// computed for each pixel's exponent.
template <class Lane, int kVectors, class Steps>
LYAP_INLINE std::int64_t compute_orbits(const PlaneView<typename Lane::Scalar>& plane, const PixelBlock& block,
                                        const Steps& steps, EndedOrbits<Lane, kVectors>& ended,
                                        const PeriodTarget& periods) {
  const auto y0 = Lane::broadcast(plane.y0);
  Orbits<Lane, kVectors> orbits;
  load_half_rates<Lane, kVectors>(plane, plane.first_letter, block, orbits.z);
  for (int v = 0; v < kVectors; ++v) orbits.z[v] = Lane::mul(orbits.z[v], y0);

  std::int64_t computed = 0;
  typename Lane::Mask on_cycle[kVectors];
  for (int v = 0; v < kVectors; ++v) on_cycle[v] = Lane::no_lanes();
  if (steps.has_transient()) {
    orbits.restart_product();
    auto way = steps.transient();
    computed += follow(orbits, way, plane, plane.transient, ended);
    for (int v = 0; v < kVectors; ++v) {
      orbits.z[v] = ended.z[v];
      on_cycle[v] = ended.on_cycle[v];
    }
  }

  // The product lags: it begins after the first step of the sum, with that step's z. A sum of a single term has no step
  // but the last.
  if (!plane.single_term) steps.step_along(orbits, plane.first_step);
  orbits.restart_product();
  auto way = steps.sum();
  computed += follow(orbits, way, plane, plane.sum, ended);
  if (periods.periods != nullptr) {
    for (int v = 0; v < kVectors; ++v) ended.on_cycle[v] = Lane::or_mask(ended.on_cycle[v], on_cycle[v]);
    measure_periods(way, plane, ended, periods);
  }
  Orbits<Lane, kVectors> final;
  final.restart_product();
  for (int v = 0; v < kVectors; ++v) final.z[v] = ended.z[v];
  steps.step_along(final, plane.last_step);
  for (int v = 0; v < kVectors; ++v) ended.final_z[v] = final.z[v];
  return computed + (plane.single_term ? 1 : 2);
}

/// The Lyapunov exponents of vector `v` of a block whose orbits were computed.
template <class Lane, int kVectors>
LYAP_INLINE typename Lane::Value sum_up(const PlaneView<typename Lane::Scalar>& plane, const PixelBlock& block, int v,
                                        const EndedOrbits<Lane, kVectors>& ended) {
  using Format = FloatFormat<typename Lane::Scalar>;
  constexpr auto kBiases = 2 * static_cast<typename Format::Bits>(Format::kBias);
  Orbits<Lane, 1> orbit{{ended.final_z[v]}, {ended.product[v]}, {Lane::broadcast_bits(0)}};
  renormalize(orbit);
  // A sum of a single term has no factor but the one after the last step.
  if (!plane.single_term) orbit.product[0] = Lane::mul(orbit.product[0], ended.z[v]);
  orbit.multiply_product();
  renormalize_fully(orbit);

  const auto magnitude = Lane::abs(orbit.product[0]);
  const auto scaling = Lane::sub_bits(Lane::broadcast_bits(kBiases), orbit.scaling[0]);
  const auto exponent = Lane::add_bits(ended.exponent[v], scaling);
  auto log2_product = log2_of_product<Lane>(magnitude, exponent);
  if ((ended.closed_vectors >> v & 1) != 0) log2_product = Lane::add(log2_product, log2_of_repeats(ended, v));
  const auto smallest =
      Lane::min(Lane::load(plane.column_smallest + block.column), Lane::broadcast(plane.row_smallest[block.row_of(v)]));
  return exponent_of_product<Lane>(plane, magnitude, log2_product, smallest);
}

}  // namespace lyap
