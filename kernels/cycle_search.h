#pragma once

#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/orbit.h"
#include "kernels/plane_view.h"

#include <cstdint>

namespace lyap {

// An orbit in floating point that comes to a stable cycle is soon periodic to the bit. The search compares its state
// with one that it marked earlier, at the same place in the sequence: once they are equal, all that follows is known.
// Time is counted in rounds of `round_steps` map steps. When a state is marked and when it is compared depends on the
// round alone, so that what a pixel finds does not depend on the pixels that are computed beside it.

/// The round after `mark` whose state is marked next: 1, 2, 3, 4, 6, 8, 12, 18, 26, … Cycles of up to a third of the
/// orbit's age are found; Brent's doubling would find longer ones and wait longer for all others.
LYAP_INLINE std::int32_t next_mark(std::int32_t mark) {
  const std::int32_t half = mark / 2 & ~1;
  return mark + (half > 1 ? half : 1);
}

/// Rounds from one comparison to the next after round `mark`: young orbits close often, old ones cost less.
LYAP_INLINE std::int32_t rounds_per_comparison(std::int32_t mark) {
  return mark < 8 ? 1 : 2;
}

/// What is left of orbits to sum up: where they ended and, if they closed before, how their cycle goes on.
template <class Lane, int kVectors>
struct EndedOrbits {
  /// The orbits after the last step that had to be computed, with the true power of two.
  Orbits<Lane, kVectors> last;
  /// Whether any orbit was closed; if not, what follows has no value.
  bool any_closed = false;
  /// The orbits that are on a cycle now; also where none was closed.
  typename Lane::Mask on_cycle[kVectors];
  /// Whether any orbit went on for a part of its cycle; if not, closed_product is `last.product`.
  bool any_partial = false;
  /// What remains of an orbit: so many times its cycle, whose product is closed_product/mark_product·2^cycle_exponent.
  typename Lane::Value repeats[kVectors];
  typename Lane::Value mark_product[kVectors];
  typename Lane::Value closed_product[kVectors];
  typename Lane::Bits cycle_exponent[kVectors];
};

/// The state of orbits after a round.
template <class Lane, int kVectors>
struct RoundState {
  Orbits<Lane, kVectors> orbits;
  std::int32_t round = 0;
  std::int32_t renormalizations = 0;
};

/// A search on its way. Numbers of rounds fit into a float.
template <class Lane, int kVectors>
struct CycleSearch {
  std::int32_t rounds;
  /// The next round at which an orbit ends whose cycle is known; past the last where there is none.
  std::int32_t next_end;
  /// Whether any orbit's cycle is not known yet.
  bool any_open = true;
  typename Lane::Mask open[kVectors];
  /// The orbits that were found back at the mark and are to be closed.
  typename Lane::Mask closed[kVectors];
  /// When the orbits end whose cycle is known and that must go on for a part of it; infinite for the others.
  typename Lane::Value end_round[kVectors];

  LYAP_INLINE explicit CycleSearch(std::int32_t round_count) : rounds(round_count), next_end(round_count + 1) {
    for (int v = 0; v < kVectors; ++v) {
      open[v] = Lane::not_mask(Lane::no_lanes());
      end_round[v] = Lane::broadcast(FloatFormat<typename Lane::Scalar>::kInfinity);
    }
  }

  /// Whether any open orbit is back at the mark.
  LYAP_INLINE bool compare(const Orbits<Lane, kVectors>& orbits, const Orbits<Lane, kVectors>& mark) {
    auto any_closed = closed[0] = Lane::and_mask(open[0], Lane::equal(orbits.z[0], mark.z[0]));
    for (int v = 1; v < kVectors; ++v) {
      closed[v] = Lane::and_mask(open[v], Lane::equal(orbits.z[v], mark.z[v]));
      any_closed = Lane::or_mask(any_closed, closed[v]);
    }
    return Lane::any(any_closed);
  }

  LYAP_INLINE bool all_ended() const { return !any_open && next_end > rounds; }

  LYAP_INLINE void tell_closed(EndedOrbits<Lane, kVectors>& ended) const {
    for (int v = 0; v < kVectors; ++v) ended.on_cycle[v] = Lane::not_mask(open[v]);
  }
};

/// Keeps the orbits of `which` in vector `v` as they are in `state`: they need not be computed any further.
template <class Lane, int kVectors>
LYAP_INLINE void end_orbits(const RoundState<Lane, kVectors>& state, int v, typename Lane::Mask which,
                            EndedOrbits<Lane, kVectors>& ended) {
  using Format = FloatFormat<typename Lane::Scalar>;
  const auto bias = Lane::broadcast_bits(static_cast<typename Format::Bits>(state.renormalizations) * Format::kBias);
  auto& last = ended.last;
  last.z[v] = Lane::select(which, state.orbits.z[v], last.z[v]);
  last.product[v] = Lane::select(which, state.orbits.product[v], last.product[v]);
  last.exponent[v] = Lane::select_bits(which, Lane::add_bits(state.orbits.exponent[v], bias), last.exponent[v]);
}

/// Keeps all orbits as they are in `state`.
template <class Lane, int kVectors>
LYAP_INLINE void end_all_orbits(const RoundState<Lane, kVectors>& state, EndedOrbits<Lane, kVectors>& ended) {
  using Format = FloatFormat<typename Lane::Scalar>;
  const auto bias = Lane::broadcast_bits(static_cast<typename Format::Bits>(state.renormalizations) * Format::kBias);
  for (int v = 0; v < kVectors; ++v) {
    ended.last.z[v] = state.orbits.z[v];
    ended.last.product[v] = state.orbits.product[v];
    ended.last.exponent[v] = Lane::add_bits(state.orbits.exponent[v], bias);
  }
}

/// Notes the cycles of the orbits that were back at the mark in `state`.
template <class Lane, int kVectors>
LYAP_SELDOM void close_orbits(const RoundState<Lane, kVectors>& state, const RoundState<Lane, kVectors>& mark,
                              CycleSearch<Lane, kVectors>& search, EndedOrbits<Lane, kVectors>& ended) {
  using T = typename Lane::Scalar;
  using Format = FloatFormat<T>;
  const std::int32_t cycle = state.round - mark.round;
  const std::int32_t left = search.rounds - state.round;
  const std::int32_t part = left % cycle;
  const std::int32_t end = state.round + part;
  const auto repeats = Lane::broadcast(static_cast<T>(left / cycle));
  const auto bias = Lane::broadcast_bits(
      static_cast<typename Format::Bits>(state.renormalizations - mark.renormalizations) * Format::kBias);
  const bool first = !ended.any_closed;
  if (first) {
    ended.any_closed = true;
    ended.any_partial = false;
    if (part == 0) end_all_orbits(state, ended);
    for (int v = 0; v < kVectors; ++v) {
      const auto exponent = Lane::sub_bits(state.orbits.exponent[v], mark.orbits.exponent[v]);
      ended.repeats[v] = Lane::select(search.closed[v], repeats, Lane::broadcast(0));
      ended.mark_product[v] = mark.orbits.product[v];
      ended.cycle_exponent[v] = Lane::add_bits(exponent, bias);
    }
  }
  if (part > 0 && !ended.any_partial) {
    ended.any_partial = true;
    for (int v = 0; v < kVectors; ++v)
      ended.closed_product[v] = first ? state.orbits.product[v] : ended.last.product[v];
  }
  search.any_open = false;
  for (int v = 0; v < kVectors; ++v) {
    const auto closed = search.closed[v];
    search.open[v] = Lane::and_not_mask(closed, search.open[v]);
    search.any_open = Lane::any(search.open[v]) | search.any_open;
    if (part > 0) {
      search.end_round[v] = Lane::select(closed, Lane::broadcast(static_cast<T>(end)), search.end_round[v]);
    }
    if (first || !Lane::any(closed)) continue;
    const auto exponent = Lane::sub_bits(state.orbits.exponent[v], mark.orbits.exponent[v]);
    ended.repeats[v] = Lane::select(closed, repeats, ended.repeats[v]);
    ended.mark_product[v] = Lane::select(closed, mark.orbits.product[v], ended.mark_product[v]);
    ended.cycle_exponent[v] = Lane::select_bits(closed, Lane::add_bits(exponent, bias), ended.cycle_exponent[v]);
    if (ended.any_partial) {
      ended.closed_product[v] = Lane::select(closed, state.orbits.product[v], ended.closed_product[v]);
    }
    if (part == 0) end_orbits(state, v, closed, ended);
  }
  if (part > 0 && end < search.next_end) search.next_end = end;
}

/// Ends the orbits whose cycle is known and of which `state` is the last that had to be computed.
template <class Lane, int kVectors>
LYAP_SELDOM void end_closed_orbits(const RoundState<Lane, kVectors>& state, CycleSearch<Lane, kVectors>& search,
                                   EndedOrbits<Lane, kVectors>& ended) {
  using T = typename Lane::Scalar;
  const auto now = Lane::broadcast(static_cast<T>(state.round));
  const auto never = Lane::broadcast(FloatFormat<T>::kInfinity);
  auto next = never;
  for (int v = 0; v < kVectors; ++v) {
    const auto ending = Lane::equal(search.end_round[v], now);
    end_orbits(state, v, ending, ended);
    search.end_round[v] = Lane::select(ending, never, search.end_round[v]);
    next = Lane::min(next, search.end_round[v]);
  }
  const T least = Lane::least(next);
  search.next_end = least <= static_cast<T>(search.rounds) ? static_cast<std::int32_t>(least) : search.rounds + 1;
}

/// Advances orbits by up to `rounds` rounds, by fewer once the cycles of all are known, and tells in `ended` where they
/// would be. Returns the number of steps that were computed.
template <class Lane, int kVectors, int kStride>
LYAP_INLINE std::int64_t search_cycles(Orbits<Lane, kVectors>& orbits, const Coefficients<Lane, kStride>& coefficients,
                                       const PlaneView<typename Lane::Scalar>& plane, std::int32_t rounds,
                                       Progress<typename Lane::Scalar>& progress, EndedOrbits<Lane, kVectors>& ended) {
  // A comparison's result is looked at a few steps later: a wrongly predicted branch then finds the units busy.
  constexpr std::int32_t kAhead = 4;
  ended.any_closed = false;
  if (rounds == 0) {
    end_all_orbits(RoundState<Lane, kVectors>{orbits, 0, progress.renormalizations}, ended);
    for (int v = 0; v < kVectors; ++v) ended.on_cycle[v] = Lane::no_lanes();
    return 0;
  }
  CycleSearch<Lane, kVectors> search(rounds);
  RoundState<Lane, kVectors> states[2];
  int mark = 0;
  int closing_mark = 0;
  states[mark] = {orbits, 0, progress.renormalizations};
  std::int32_t next = next_mark(0);
  std::int32_t comparison = rounds_per_comparison(0);
  std::int32_t round = 0;
  bool any_closed = false;
  while (round < rounds) {
    const Progress<typename Lane::Scalar> before = progress;
    advance(orbits, coefficients, plane, kAhead, progress);
    if (any_closed) {
      close_orbits(states[1 - closing_mark], states[closing_mark], search, ended);
      any_closed = false;
      if (search.all_ended()) {
        progress = before;
        search.tell_closed(ended);
        return std::int64_t{round} * plane.round_steps + kAhead;
      }
    }
    const std::int32_t wanted = comparison < search.next_end ? comparison : search.next_end;
    const std::int32_t stop = wanted < rounds ? wanted : rounds;
    advance(orbits, coefficients, plane, std::int64_t{stop - round} * plane.round_steps - kAhead, progress);
    round = stop;
    if (round == search.next_end) {
      const RoundState<Lane, kVectors> state{orbits, round, progress.renormalizations};
      end_closed_orbits(state, search, ended);
      if (search.all_ended()) {
        search.tell_closed(ended);
        return std::int64_t{round} * plane.round_steps;
      }
    }
    if (round == comparison) {
      states[1 - mark] = {orbits, round, progress.renormalizations};
      any_closed = search.compare(orbits, states[mark].orbits);
      closing_mark = mark;
      if (round == next) {
        mark = 1 - mark;
        next = next_mark(round);
      }
      comparison = round + rounds_per_comparison(states[mark].round);
      if (comparison > next) comparison = next;
    }
  }
  search.tell_closed(ended);
  const RoundState<Lane, kVectors> state{orbits, round, progress.renormalizations};
  if (!ended.any_closed) {
    end_all_orbits(state, ended);
  } else {
    for (int v = 0; v < kVectors; ++v) end_orbits(state, v, search.open[v], ended);
  }
  return std::int64_t{rounds} * plane.round_steps;
}

}  // namespace lyap
