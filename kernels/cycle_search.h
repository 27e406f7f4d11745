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

/// Rounds from one comparison to the next after round `mark`: young orbits close often, old ones cost less.
LYAP_INLINE std::int32_t rounds_per_comparison(std::int32_t mark) {
  if (mark < 8) return 1;
  return mark < 32 ? 2 : 4;
}

/// The round after `mark` whose state is marked next: 1, 2, 3, 4, 6, 8, 12, 18, 26, 38, … Cycles of up to a third of
/// the orbit's age are found, of a twelfth where their rounds are odd; Brent's doubling would find longer ones and wait
/// longer for all others.
LYAP_INLINE std::int32_t next_mark(std::int32_t mark) {
  const std::int32_t half = mark < 32 ? mark / 2 & ~1 : mark / 2 & ~3;
  return mark + (half > 1 ? half : 1);
}

/// What is left of orbits to sum up: where they ended and, if they closed before, how their cycle goes on.
template <class Lane, int kVectors>
struct EndedOrbits {
  /// The orbits after the last step that had to be computed: the product of the factors of all states but this one is
  /// product·2^exponent.
  typename Lane::Value state[kVectors];
  typename Lane::Value product[kVectors];
  typename Lane::Bits exponent[kVectors];
  /// Bit v is set if an orbit of vector v has closed; if not, the members below are undefined for that vector.
  std::uint32_t closed_vectors = 0;
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
  std::int32_t round;
};

/// Whether any orbit is back at the mark.
template <class Lane, int kVectors>
LYAP_INLINE bool any_equal(const Orbits<Lane, kVectors>& orbits, const Orbits<Lane, kVectors>& mark) {
  auto equal = Lane::equal(orbits.state[0], mark.state[0]);
  for (int v = 1; v < kVectors; ++v) equal = Lane::or_mask(equal, Lane::equal(orbits.state[v], mark.state[v]));
  return Lane::any(equal);
}

/// A search on its way. Numbers of rounds fit into a float.
template <class Lane, int kVectors>
struct CycleSearch {
  using Format = FloatFormat<typename Lane::Scalar>;
  static constexpr std::int32_t kChunk = Format::kStepsPerProduct;

  std::int32_t rounds;
  /// The next round at which an orbit ends whose cycle is known; past the last where there is none.
  std::int32_t next_end;
  /// How often the product was renormalized before the first round, and the steps of a round.
  std::int32_t renormalizations_before;
  std::int32_t round_steps;
  /// Whether any orbit's cycle is not known yet.
  bool any_open = true;
  typename Lane::Mask open[kVectors];
  /// When the orbits end whose cycle is known and that must go on for a part of it, infinite for the others; has no
  /// value where there is no next end.
  typename Lane::Value end_round[kVectors];

  LYAP_INLINE CycleSearch(const PlaneView<typename Lane::Scalar>& plane, const Stretch& stretch)
      : rounds(stretch.rounds),
        next_end(stretch.rounds + 1),
        renormalizations_before((stretch.lead + kChunk - 1) / kChunk),
        round_steps(plane.round_steps) {
    for (int v = 0; v < kVectors; ++v) open[v] = Lane::not_mask(Lane::no_lanes());
  }

  LYAP_INLINE bool all_ended() const { return !any_open && next_end > rounds; }

  /// What there is of biases in a scaling after a round: one of every renormalization.
  LYAP_INLINE typename Format::Bits bias(std::int32_t round) const {
    const std::int64_t since = std::int64_t{round} * round_steps / kChunk;
    return static_cast<typename Format::Bits>(renormalizations_before + since) * Format::kBias;
  }

  /// Makes a marked state equal to nothing where the cycle is known.
  LYAP_INLINE void forget_closed(Orbits<Lane, kVectors>& mark) const {
    const auto nothing = Lane::broadcast(Format::kNaN);
    for (int v = 0; v < kVectors; ++v) mark.state[v] = Lane::select(open[v], mark.state[v], nothing);
  }
};

/// Keeps the orbits of vector `v` as they are in `state`: they need not be computed any further.
template <class Lane, int kVectors>
LYAP_INLINE void end_orbits(const RoundState<Lane, kVectors>& state, const CycleSearch<Lane, kVectors>& search, int v,
                            EndedOrbits<Lane, kVectors>& ended) {
  const auto bias = Lane::broadcast_bits(search.bias(state.round));
  ended.state[v] = state.orbits.state[v];
  ended.product[v] = state.orbits.product[v];
  ended.exponent[v] = Lane::sub_bits(bias, state.orbits.scaling[v]);
}

/// The same for the orbits of `which` alone.
template <class Lane, int kVectors>
LYAP_INLINE void end_orbits(const RoundState<Lane, kVectors>& state, const CycleSearch<Lane, kVectors>& search, int v,
                            typename Lane::Mask which, EndedOrbits<Lane, kVectors>& ended) {
  const auto bias = Lane::broadcast_bits(search.bias(state.round));
  const auto exponent = Lane::sub_bits(bias, state.orbits.scaling[v]);
  ended.state[v] = Lane::select(which, state.orbits.state[v], ended.state[v]);
  ended.product[v] = Lane::select(which, state.orbits.product[v], ended.product[v]);
  ended.exponent[v] = Lane::select_bits(which, exponent, ended.exponent[v]);
}

/// Notes the cycles of the orbits of `closed` in vector `v`, which were back at the mark in `state` and go round
/// `repeats` times more.
template <class Lane, int kVectors>
LYAP_INLINE void note_cycles(const RoundState<Lane, kVectors>& state, const RoundState<Lane, kVectors>& mark,
                             const CycleSearch<Lane, kVectors>& search, int v, typename Lane::Mask closed,
                             typename Lane::Value repeats, EndedOrbits<Lane, kVectors>& ended) {
  const auto bias = Lane::broadcast_bits(search.bias(state.round) - search.bias(mark.round));
  const auto difference = Lane::sub_bits(mark.orbits.scaling[v], state.orbits.scaling[v]);
  const auto exponent = Lane::add_bits(difference, bias);
  const std::uint32_t bit = std::uint32_t{1} << v;
  const bool first = (ended.closed_vectors & bit) == 0;
  ended.closed_vectors |= bit;
  if (first) {
    // The others, which repeat nothing, get numbers that have a logarithm.
    ended.repeats[v] = Lane::select(closed, repeats, Lane::broadcast(0));
    ended.mark_product[v] = mark.orbits.product[v];
    ended.closed_product[v] = state.orbits.product[v];
    ended.cycle_exponent[v] = exponent;
  } else {
    ended.repeats[v] = Lane::select(closed, repeats, ended.repeats[v]);
    ended.mark_product[v] = Lane::select(closed, mark.orbits.product[v], ended.mark_product[v]);
    ended.closed_product[v] = Lane::select(closed, state.orbits.product[v], ended.closed_product[v]);
    ended.cycle_exponent[v] = Lane::select_bits(closed, exponent, ended.cycle_exponent[v]);
  }
  if (first) end_orbits(state, search, v, ended);
}

/// Closes the orbits that are back at the mark in `state`; the mark is forgotten for them.
template <class Lane, int kVectors>
LYAP_SELDOM void close_orbits(const RoundState<Lane, kVectors>& state, RoundState<Lane, kVectors>& mark,
                              CycleSearch<Lane, kVectors>& search, EndedOrbits<Lane, kVectors>& ended) {
  using T = typename Lane::Scalar;
  using Format = FloatFormat<T>;
  const std::int32_t cycle = state.round - mark.round;
  const std::int32_t left = search.rounds - state.round;
  const std::int32_t part = left % cycle;
  const std::int32_t times = left / cycle;
  const std::int32_t end = state.round + part;
  const auto repeats = Lane::broadcast(static_cast<T>(times));
  if (part > 0 && search.next_end > search.rounds) {
    for (int v = 0; v < kVectors; ++v) search.end_round[v] = Lane::broadcast(Format::kInfinity);
  }
  search.any_open = false;
  for (int v = 0; v < kVectors; ++v) {
    const auto closed = Lane::equal(state.orbits.state[v], mark.orbits.state[v]);
    search.open[v] = Lane::and_not_mask(closed, search.open[v]);
    search.any_open = Lane::any(search.open[v]) | search.any_open;
    if (!Lane::any(closed)) continue;
    note_cycles(state, mark, search, v, closed, repeats, ended);
    mark.orbits.state[v] = Lane::select(closed, Lane::broadcast(Format::kNaN), mark.orbits.state[v]);
    if (part == 0) {
      end_orbits(state, search, v, closed, ended);
    } else {
      search.end_round[v] = Lane::select(closed, Lane::broadcast(static_cast<T>(end)), search.end_round[v]);
    }
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
    end_orbits(state, search, v, ending, ended);
    search.end_round[v] = Lane::select(ending, never, search.end_round[v]);
    next = Lane::min(next, search.end_round[v]);
  }
  const T least = Lane::least(next);
  search.next_end = least <= static_cast<T>(search.rounds) ? static_cast<std::int32_t>(least) : search.rounds + 1;
}

/// Ends what is still open, `state` being the last.
template <class Lane, int kVectors>
LYAP_INLINE void end_open_orbits(const RoundState<Lane, kVectors>& state, const CycleSearch<Lane, kVectors>& search,
                                 EndedOrbits<Lane, kVectors>& ended) {
  for (int v = 0; v < kVectors; ++v) {
    if ((ended.closed_vectors >> v & 1) == 0) {
      end_orbits(state, search, v, ended);
    } else {
      end_orbits(state, search, v, search.open[v], ended);
    }
  }
}

/// Follows orbits through the rounds of a stretch, through fewer once the cycles of all are known; `ended` gets the
/// state that they end in. Returns the number of map steps that were computed.
template <class Lane, int kVectors, class Way>
LYAP_INLINE std::int64_t follow_rounds(Orbits<Lane, kVectors>& orbits, Way& way,
                                       const PlaneView<typename Lane::Scalar>& plane, const Stretch& stretch,
                                       EndedOrbits<Lane, kVectors>& ended) {
  // In so few rounds hardly an orbit closes early enough to pay for the search.
  constexpr std::int32_t kFewestRounds = 8;
  const std::int32_t rounds = stretch.rounds;
  const bool searched = plane.searches_cycles && rounds >= kFewestRounds;
  ended.closed_vectors = 0;
  CycleSearch<Lane, kVectors> search(plane, stretch);
  RoundState<Lane, kVectors> mark{orbits, 0};
  std::int32_t next = next_mark(0);
  std::int32_t comparison = searched ? rounds_per_comparison(0) : rounds + 1;
  std::int32_t round = 0;
  while (round < rounds && !search.all_ended()) {
    const std::int32_t wanted = comparison < search.next_end ? comparison : search.next_end;
    const std::int32_t stop = wanted < rounds ? wanted : rounds;
    way.rounds(orbits, stop - round);
    round = stop;
    if (round == search.next_end) {
      end_closed_orbits(RoundState<Lane, kVectors>{orbits, round}, search, ended);
    }
    if (round != comparison) continue;
    if (any_equal(orbits, mark.orbits)) {
      close_orbits(RoundState<Lane, kVectors>{orbits, round}, mark, search, ended);
    }
    if (round == next) {
      mark = {orbits, round};
      next = next_mark(round);
      if (ended.closed_vectors != 0) search.forget_closed(mark.orbits);
    }
    comparison = round + rounds_per_comparison(mark.round);
    if (comparison > next) comparison = next;
  }
  end_open_orbits(RoundState<Lane, kVectors>{orbits, round}, search, ended);
  return std::int64_t{round} * plane.round_steps;
}

}  // namespace lyap
