#pragma once

#include "kernels/host_device.h"

#include <cstdint>

namespace lyap {

/// Column tables go on this far behind the last column, so that vector code can work in whole blocks.
inline constexpr int kColumnPadding = 128;

/// A pair of neighbouring letters in the sequence, as indices into the plane's letters.
struct Transition {
  std::uint8_t from;
  std::uint8_t to;

  LYAP_INLINE constexpr bool changes_letter() const { return from != to; }
};

/// Map steps that an orbit is followed for: `lead`, fewer than a round has, and then whole rounds.
struct Stretch {
  std::int32_t lead;
  std::int32_t rounds;
};

/// Everything the exponent of a pixel depends on, as plain pointers that either side of the PCIe bus can hold.
/// `ParameterPlane` in host owns the arrays and describes how they are made.
///
/// Letters are numbered in alphabetical order, whichever of them varies along which side: steps and transitions, and
/// the code that is made of them, are then the same for all pictures of a sequence. The letter of the horizontal axis
/// has a table entry per column; every other one has an entry per row, all the same for a constant. Half rates are h =
/// r/2 with |h| kept at or above 2^-64, so that their inverses, beside them, are finite; smaller rates than 2^-63
/// therefore count as that.
template <class T>
struct PlaneView {
  /// The number of the horizontal axis's letter; that of letters, if it is not in the sequence.
  std::int32_t horizontal_letter;
  /// From a letter's row table to the next one's.
  std::int32_t row_stride;
  /// Entry [column], and [row_table(letter)·row_stride + row].
  const T* column_half_rates;
  const T* column_inverses;
  const T* row_half_rates;
  const T* row_inverses;
  /// The smallest |h| of the letters that the sum meets, before it was kept from zero; infinite where there is none.
  const T* column_smallest;
  const T* row_smallest;

  /// Transitions from a letter to itself come first; from `first_change` on the letters differ.
  const Transition* transitions;
  std::int32_t transition_count;
  std::int32_t first_change;

  /// One transition per map step, repeated so that `kStepsPerProduct` steps can be read from any position up to
  /// and including `step_period` without wrapping.
  const std::uint16_t* steps;
  std::int32_t step_period;
  /// Where in that list the stretch of the sum begins, behind the transient and the first step of the sum.
  std::int32_t sum_position;
  /// The transition of the first step of the sum, and that of the very last step, which leads back to the first letter
  /// of the sum.
  std::uint16_t first_step;
  std::uint16_t last_step;

  /// Steps of a period of the sequence.
  std::int32_t sequence_period;
  /// Map steps of a round, a multiple of the sequence's period.
  std::int32_t round_steps;
  /// Whether to look after rounds if an orbit has closed, or to compute all of every orbit.
  bool searches_cycles;

  std::uint8_t first_letter;
  /// The steps before the sum.
  Stretch transient;
  /// Those of the sum but its first and its last.
  Stretch sum;
  /// Whether the sum has a single term, which is that of the last step.
  bool single_term;

  /// 1 − 2·x0.
  T y0;
  /// ln 2 / (N − 1) and ln 2.
  T exponent_scale;
  T exponent_offset;

  /// Which of the row tables is that of a letter, which is not the horizontal one.
  LYAP_INLINE constexpr std::int32_t row_table(std::int32_t letter) const {
    return letter - (letter > horizontal_letter ? 1 : 0);
  }
};

}  // namespace lyap
