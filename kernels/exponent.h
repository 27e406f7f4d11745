#pragma once

#include "kernels/cycle_search.h"
#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/logarithm.h"
#include "kernels/orbit.h"
#include "kernels/plane_view.h"
#include "kernels/scalar_lane.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// Rows of scratch memory, of kStride numbers each, that `compute_orbits` needs.
template <class T>
LYAP_INLINE std::int64_t scratch_rows(const PlaneView<T>& plane) {
  return 2 * static_cast<std::int64_t>(plane.transition_count);
}

/// Pixels that are computed side by side: vector v of them is kLanes columns from `column` on in row `row + v`, or once
/// more the last row where that would lie below it.
struct PixelBlock {
  std::int32_t column;
  std::int32_t row;
  std::int32_t last_row;

  LYAP_INLINE std::int32_t row_of(int v) const { return row + v < last_row ? row + v : last_row; }
};

/// The entries of a letter for the pixels of a block in one of the plane's pairs of tables.
template <class Lane, int kVectors>
LYAP_INLINE void load_entries(const PlaneView<typename Lane::Scalar>& plane, const typename Lane::Scalar* column_table,
                              const typename Lane::Scalar* row_table, int letter, const PixelBlock& block,
                              typename Lane::Value* entries) {
  if (letter < plane.column_letters) {
    const std::ptrdiff_t first = static_cast<std::ptrdiff_t>(letter) * plane.column_stride + block.column;
    const auto entry = Lane::load(column_table + first);
    for (int v = 0; v < kVectors; ++v) entries[v] = entry;
  } else {
    const std::ptrdiff_t row_letter = letter - plane.column_letters;
    const auto* letter_table = row_table + row_letter * plane.row_stride;
    for (int v = 0; v < kVectors; ++v) entries[v] = Lane::broadcast(letter_table[block.row_of(v)]);
  }
}

template <class Lane, int kVectors>
LYAP_INLINE void load_half_rates(const PlaneView<typename Lane::Scalar>& plane, int letter, const PixelBlock& block,
                                 typename Lane::Value* half_rates) {
  load_entries<Lane, kVectors>(plane, plane.column_half_rates, plane.row_half_rates, letter, block, half_rates);
}

/// k = h_q·(1 − h_p) and, where the letter changes, rho = h_q·(1/h_p).
template <class Lane, int kVectors, int kStride>
LYAP_INLINE void make_coefficients(const PlaneView<typename Lane::Scalar>& plane, const PixelBlock& block,
                                   const Coefficients<Lane, kStride>& coefficients) {
  const auto one = Lane::broadcast(static_cast<typename Lane::Scalar>(1));
  typename Lane::Value from[kVectors];
  typename Lane::Value to[kVectors];
  for (int t = 0; t < plane.transition_count; ++t) {
    const Transition transition = plane.transitions[t];
    typename Lane::Scalar* k = coefficients.of(t);
    load_half_rates<Lane, kVectors>(plane, transition.from, block, from);
    load_half_rates<Lane, kVectors>(plane, transition.to, block, to);
    for (int v = 0; v < kVectors; ++v) {
      Lane::store(Lane::mul(to[v], Lane::sub(one, from[v])), k + v * Lane::kLanes);
    }
    if (t < plane.first_change) continue;
    typename Lane::Scalar* rho = k + kStride;
    typename Lane::Value inverse[kVectors];
    load_entries<Lane, kVectors>(plane, plane.column_inverses, plane.row_inverses, transition.from, block, inverse);
    for (int v = 0; v < kVectors; ++v) Lane::store(Lane::mul(to[v], inverse[v]), rho + v * Lane::kLanes);
  }
}

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
  products.product[0] = Lane::abs(ended.closed_product[v]);
  products.product[1] = Lane::abs(ended.mark_product[v]);
  products.exponent[0] = ended.cycle_exponent[v];
  products.exponent[1] = Lane::broadcast_bits(0);
  renormalize(products);
  const auto power = Lane::convert_signed(Lane::sub_bits(products.exponent[0], products.exponent[1]));
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

/// Advances orbits by `count` steps, or finds out where they would be after so many. Returns the number of steps that
/// were computed.
template <class Lane, int kVectors, int kStride>
LYAP_INLINE std::int64_t follow(Orbits<Lane, kVectors>& orbits, const Coefficients<Lane, kStride>& coefficients,
                                const PlaneView<typename Lane::Scalar>& plane, std::int64_t count,
                                Progress<typename Lane::Scalar>& progress, EndedOrbits<Lane, kVectors>& ended) {
  // In so few rounds hardly an orbit closes early enough to pay for the search.
  constexpr std::int64_t kFewestRounds = 8;
  const bool searched = plane.round_steps > 0 && count >= kFewestRounds * plane.round_steps;
  const std::int64_t rounds = searched ? count / plane.round_steps : 0;
  const std::int64_t before = count - rounds * plane.round_steps;
  advance(orbits, coefficients, plane, before, progress);
  return before + search_cycles(orbits, coefficients, plane, static_cast<std::int32_t>(rounds), progress, ended);
}

/// Where the periods of a block go, if anywhere: those of vector v from v·stride on.
struct PeriodTarget {
  std::uint32_t* periods = nullptr;
  std::ptrdiff_t stride = 0;
};

/// The least number of map steps, a multiple of the sequence's period, after which each orbit is in the same state
/// again; 0 for orbits that are on no cycle or at infinity. Vector v goes to `periods` + v·stride.
template <class Lane, int kVectors, int kStride>
LYAP_SELDOM void measure_periods(const Coefficients<Lane, kStride>& coefficients,
                                 const PlaneView<typename Lane::Scalar>& plane,
                                 const EndedOrbits<Lane, kVectors>& ended, std::int32_t position,
                                 const PeriodTarget& target) {
  using Bits = typename FloatFormat<typename Lane::Scalar>::Bits;
  Orbits<Lane, kVectors> orbits = ended.last;
  orbits.restart_product();
  Progress<typename Lane::Scalar> progress{position};
  const auto infinity = Lane::broadcast(FloatFormat<typename Lane::Scalar>::kInfinity);
  typename Lane::Mask away[kVectors];
  typename Lane::Bits periods[kVectors];
  bool any_away = false;
  for (int v = 0; v < kVectors; ++v) {
    // An orbit at infinity is there after every step, but on no cycle.
    away[v] = Lane::and_mask(ended.on_cycle[v], Lane::less(Lane::abs(ended.last.z[v]), infinity));
    periods[v] = Lane::broadcast_bits(0);
    any_away = any_away || Lane::any(away[v]);
  }
  for (std::uint32_t steps = 0; any_away;) {
    advance(orbits, coefficients, plane, plane.sequence_period, progress);
    steps += static_cast<std::uint32_t>(plane.sequence_period);
    any_away = false;
    for (int v = 0; v < kVectors; ++v) {
      const auto back = Lane::and_mask(away[v], Lane::equal(orbits.z[v], ended.last.z[v]));
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

/// Computes the orbits of a block of pixels, and their periods if they are wanted. `scratch` lends scratch_rows() rows
/// of `kStride` numbers, of which a run of kVectors·kLanes is touched. The column tables must be readable up to
/// block.column + kLanes. Returns the number of map steps that were computed for each pixel's exponent.
template <class Lane, int kVectors, int kStride>
LYAP_INLINE std::int64_t compute_orbits(const PlaneView<typename Lane::Scalar>& plane, const PixelBlock& block,
                                        typename Lane::Scalar* scratch, EndedOrbits<Lane, kVectors>& ended,
                                        const PeriodTarget& periods) {
  const Coefficients<Lane, kStride> coefficients{scratch};
  make_coefficients<Lane, kVectors>(plane, block, coefficients);
  const auto y0 = Lane::broadcast(plane.y0);
  Orbits<Lane, kVectors> orbits;
  load_half_rates<Lane, kVectors>(plane, plane.first_letter, block, orbits.z);
  for (int v = 0; v < kVectors; ++v) orbits.z[v] = Lane::mul(orbits.z[v], y0);

  Progress<typename Lane::Scalar> progress;
  std::int64_t computed = 0;
  typename Lane::Mask on_cycle[kVectors];
  for (int v = 0; v < kVectors; ++v) on_cycle[v] = Lane::no_lanes();
  if (plane.transient > 0) {
    orbits.restart_product();
    computed += follow(orbits, coefficients, plane, plane.transient, progress, ended);
    for (int v = 0; v < kVectors; ++v) {
      orbits.z[v] = ended.last.z[v];
      on_cycle[v] = ended.on_cycle[v];
    }
  }

  // The product lags: it begins after the first step of the sum, with that step's z. A sum of a single term has no step
  // but the last.
  const bool single = plane.factors == 1;
  if (!single) step(orbits, coefficients, plane.steps[progress.position++], plane.first_change);
  orbits.restart_product();
  progress = {progress.position};
  computed += follow(orbits, coefficients, plane, single ? 0 : plane.factors - 2, progress, ended);
  if (periods.periods != nullptr) {
    for (int v = 0; v < kVectors; ++v) ended.on_cycle[v] = Lane::or_mask(ended.on_cycle[v], on_cycle[v]);
    measure_periods(coefficients, plane, ended, progress.position, periods);
  }
  Orbits<Lane, kVectors> final = ended.last;
  step(final, coefficients, plane.last_step, plane.first_change);
  for (int v = 0; v < kVectors; ++v) ended.final_z[v] = final.z[v];
  return computed + (single ? 1 : 2);
}

/// The Lyapunov exponents of vector `v` of a block whose orbits were computed.
template <class Lane, int kVectors>
LYAP_INLINE typename Lane::Value sum_up(const PlaneView<typename Lane::Scalar>& plane, const PixelBlock& block, int v,
                                        const EndedOrbits<Lane, kVectors>& ended) {
  using Format = FloatFormat<typename Lane::Scalar>;
  constexpr auto kBehind = 2 * static_cast<typename Format::Bits>(Format::kBias);
  Orbits<Lane, 1> orbit{{ended.final_z[v]}, {ended.last.product[v]}, {ended.last.exponent[v]}};
  renormalize(orbit);
  // A sum of a single term has no factor but the one after the last step.
  if (plane.factors > 1) orbit.product[0] = Lane::mul(orbit.product[0], ended.last.z[v]);
  orbit.multiply_product();
  renormalize(orbit);

  const auto magnitude = Lane::abs(orbit.product[0]);
  const auto exponent = Lane::add_bits(orbit.exponent[0], Lane::broadcast_bits(kBehind));
  auto log2_product = log2_of_product<Lane>(magnitude, exponent);
  if ((ended.closed_vectors >> v & 1) != 0) log2_product = Lane::add(log2_product, log2_of_repeats(ended, v));
  const auto smallest =
      Lane::min(Lane::load(plane.column_smallest + block.column), Lane::broadcast(plane.row_smallest[block.row_of(v)]));
  return exponent_of_product<Lane>(plane, magnitude, log2_product, smallest);
}

}  // namespace lyap
