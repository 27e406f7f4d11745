#pragma once

#include "kernels/cycle_search.h"
#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/pixel_block.h"
#include "kernels/plane_view.h"
#include "kernels/scalar_lane.h"
#include "kernels/zero_orbit.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

// A stable cycle in floating point is the map's cycle and what rounding makes of it, which may go round through many
// neighbouring numbers. Rounding of at most e on the way round moves a state by e, and the cycle's multiplier m, the
// product of the slopes, by |m| times what it was moved before: by e/(1 − |m|) in all. Two states of one orbit on the
// same point of a cycle are therefore no further apart than twice that. The least number of periods after which the
// orbit is back as near as that is the cycle's.
//
// Orbits that shrink towards x = 0 are on their way to a cycle that they come to only where numbers end. Where all
// states are so small that nothing but rates is left of the map, 0 is the only cycle, and stable where |m| < 1.

/// Where the periods of a block go, if anywhere: those of vector v from v·stride on.
struct PeriodTarget {
  std::uint32_t* periods = nullptr;
  std::ptrdiff_t stride = 0;
};

/// Orbits on their way round from where they ended.
template <class Recurrence, class Lane, int kVectors>
struct ReturningOrbits {
  typename Lane::Value state[kVectors];
  /// What rounding may have moved the state by since it was at the start, and the product of the slopes.
  typename Lane::Value error[kVectors];
  typename Lane::Value multiplier[kVectors];
  /// The largest magnitude of a state.
  typename Lane::Value largest[kVectors];

  LYAP_INLINE explicit ReturningOrbits(const EndedOrbits<Lane, kVectors>& ended) {
    for (int v = 0; v < kVectors; ++v) {
      state[v] = ended.state[v];
      error[v] = Lane::broadcast(0);
      multiplier[v] = Lane::broadcast(1);
      largest[v] = Lane::abs(state[v]);
    }
  }

  /// One map step of vector v. A step of either form rounds the state to within two half units in its last place.
  LYAP_INLINE void operator()(int v, typename Lane::Value operand) {
    const auto unit = Lane::broadcast(FloatFormat<typename Lane::Scalar>::kEpsilon);
    const auto slope = Recurrence::template slope<Lane>(state[v], operand);
    state[v] = Recurrence::template next<Lane>(state[v], operand);
    multiplier[v] = Lane::mul(multiplier[v], slope);
    const auto magnitude = Lane::abs(state[v]);
    error[v] = Lane::fma(Lane::abs(slope), error[v], Lane::mul(magnitude, unit));
    largest[v] = Lane::max(largest[v], magnitude);
  }

  /// Which of the orbits of vector v are back at `start`, or at 0, and stably so. None is where anything is no number.
  LYAP_INLINE typename Lane::Mask back_at(typename Lane::Value start, int v) const {
    const auto one = Lane::broadcast(1);
    const auto rest = Lane::sub(one, Lane::abs(multiplier[v]));
    const auto distance = Lane::mul(Lane::abs(Lane::sub(state[v], start)), rest);
    const auto is_stable = Lane::less(Lane::broadcast(0), rest);
    const auto is_far = Lane::and_not_mask(Recurrence::template is_next_to_zero<Lane>(largest[v]),
                                           Lane::less(Lane::add(error[v], error[v]), distance));
    return Lane::and_not_mask(is_far, is_stable);
  }
};

/// The least number of map steps, a multiple of the sequence's period, after which each orbit is back where it ended,
/// as far as rounding lets that be told, on a stable cycle of the map; 0 for orbits for which there is none among the
/// first `longest_cycle` of the plane, and for all where it looks for no cycles. Vector v goes to `periods` + v·stride.
/// `way` is passed by value, so that the caller's copy can stay in registers.
template <class Recurrence, class Lane, int kVectors, class Way>
LYAP_SELDOM void measure_periods(Way way, const PlaneView<typename Lane::Scalar>& plane, const PixelBlock& block,
                                 const EndedOrbits<Lane, kVectors>& ended, const PeriodTarget& target) {
  using T = typename Lane::Scalar;
  using Bits = typename FloatFormat<T>::Bits;
  ReturningOrbits<Recurrence, Lane, kVectors> orbits(ended);
  typename Lane::Mask away[kVectors];
  typename Lane::Bits periods[kVectors];
  const auto sequence_period = static_cast<Bits>(plane.sequence_period);
  bool any_away = plane.searches_cycles;
  for (int v = 0; v < kVectors; ++v) {
    const auto at_zero =
        Lane::or_mask(falls_on_zero<Lane>(plane, block, v), Recurrence::template is_at_zero<Lane>(ended.state[v]));
    periods[v] = Lane::select_bits(at_zero, Lane::broadcast_bits(plane.searches_cycles ? sequence_period : 0),
                                   Lane::broadcast_bits(0));
    away[v] = Lane::not_mask(at_zero);
  }
  for (std::int32_t count = 1; any_away && count <= plane.longest_cycle; ++count) {
    way.visit_period(orbits);
    any_away = false;
    for (int v = 0; v < kVectors; ++v) {
      const auto back = Lane::and_mask(away[v], orbits.back_at(ended.state[v], v));
      periods[v] =
          Lane::select_bits(back, Lane::broadcast_bits(static_cast<Bits>(count) * sequence_period), periods[v]);
      away[v] = Lane::and_not_mask(back, away[v]);
      any_away = any_away || Lane::any(away[v]);
    }
  }
  for (int v = 0; v < kVectors; ++v) {
    T stored[Lane::kLanes];
    Lane::store(Lane::from_bits(periods[v]), stored);
    for (int i = 0; i < Lane::kLanes; ++i) {
      target.periods[v * target.stride + i] = static_cast<std::uint32_t>(ScalarLane<T>::to_bits(stored[i]));
    }
  }
}

}  // namespace lyap
