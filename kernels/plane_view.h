#pragma once

#include "kernels/host_device.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// Column tables go on this far behind the last column, so that vector code can work in whole blocks.
inline constexpr int kColumnPadding = 128;

/// The longest period of a sequence whose orbits are computed in the scaled form: so many operands of a pixel fit into
/// the first-level caches of processors beside other data, and, for a block of threads, into the memory that each of
/// them shares on a GPU.
inline constexpr int kLongestScaledPeriod = 48;

/// In which variable the map is computed: `ScaledForm` and `PlainForm` say what they are.
enum class Form : std::uint8_t { kScaled, kPlain };

/// Map steps that an orbit is followed for: `lead`, fewer than a round has, and then whole rounds.
struct Stretch {
  std::int32_t lead;
  std::int32_t rounds;
};

/// Factors are sums of so many numbers, so that a product of two of them is rounded once only.
inline constexpr int kFactorParts = 2;

/// Numbers for each column or each row of a picture.
template <class T>
struct SideView {
  /// Part p of the factor of slot k: [(k·kFactorParts + p)·stride + index].
  const T* factors;
  std::int32_t stride;
  /// What the side adds to the exponent.
  const T* offsets;
  /// Null unless the plane has orbits that fall on x = 0. For each of kRateKinds kinds of rates, [kind·stride + index]:
  /// whether a column's rate is of it, 1 or 0, and what orbits of a row do in such columns, see zero_orbit_class(). And
  /// what the side then adds to the exponent instead.
  const T* rate_kinds;
  const T* mean_logarithms;
};

/// Everything the exponent of a pixel depends on, as plain pointers that either side of the PCIe bus can hold.
/// `ParameterPlane` in host owns the arrays and describes how they are made.
///
/// A step's operand is the product of two factors, one of the pixel's column and one of its row. Operands have numbers,
/// their slots; the last, `slot_count`, is that of the state that orbits begin in.
template <class T>
struct PlaneView {
  /// Kinds of horizontal rates: 0, 2, 4 and all others.
  static constexpr int kRateKinds = 4;

  Form form;
  SideView<T> columns;
  SideView<T> rows;
  std::int32_t slot_count;

  /// The slot of each map step's operand, repeated so that `kStepsPerProduct` steps can be read from any position up to
  /// and including `step_period` without wrapping.
  const std::uint16_t* steps;
  std::int32_t step_period;
  /// Where in that list the sum begins, behind the transient.
  std::int32_t sum_position;

  /// Steps of a period of the sequence.
  std::int32_t sequence_period;
  /// Map steps of a round, a multiple of the sequence's period.
  std::int32_t round_steps;
  /// Whether to look after rounds if an orbit has closed, or to compute all of every orbit.
  bool searches_cycles;
  /// The longest cycle that is looked for when periods are measured, in periods of the sequence.
  std::int32_t longest_cycle;

  /// The steps before the sum.
  Stretch transient;
  /// Those of the sum but its first.
  Stretch sum;

  /// ln 2 / (N − 1).
  T exponent_scale;
};

}  // namespace lyap
