#pragma once

#include "host/compute/parameter_plane.h"
#include "host/spec/render_spec.h"
#include "kernels/float_format.h"
#include "kernels/pixel_block.h"
#include "kernels/recurrence.h"
#include "kernels/scalar_lane.h"
#include "kernels/zero_orbit.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace lyap {

/// All of an orbit in T by the recurrence of its form, one step after the other, and what is to be seen in it.
template <class T>
struct WholeOrbit {
  /// The states after 0, 1, … steps.
  std::vector<T> states;
  /// The factor of each.
  std::vector<long double> factors;
  /// The operands of the first period of the sequence, with which all later ones are the same.
  std::vector<T> operands;
  bool is_scaled;
  /// Steps before the sum.
  std::size_t transient;
  /// The least number of steps after which the sequence repeats.
  std::size_t sequence_period;
  /// What is added to the exponent for the column and for the row.
  long double column_offset;
  long double row_offset;
  /// The exponent of an orbit that falls on x = 0 in the scaled form, which is not computed from its states: the sum of
  /// two tabulated numbers, rounded once, or -inf.
  std::optional<T> of_zero_orbit;
};

/// The orbit of the pixel of a spec, whose plane is given.
template <class T>
WholeOrbit<T> whole_orbit(const ParameterPlane<T>& plane, const RenderSpec& spec, int column, int row) {
  using Lane = ScalarLane<T>;
  const PlaneView<T>& view = plane.view();
  const PixelBlock block{column, row, row};
  const auto operand = [&](int slot) {
    T made;
    make_operands<Lane, 1>(view, slot, block, &made);
    return made;
  };
  const bool is_scaled = view.form == Form::kScaled;
  WholeOrbit<T> whole{{operand(view.slot_count)},
                      {},
                      {},
                      is_scaled,
                      static_cast<std::size_t>(spec.transient),
                      spec.sequence.least_period(),
                      view.columns.offsets[column],
                      view.rows.offsets[row],
                      {}};
  for (std::size_t n = 0; n < whole.sequence_period; ++n) whole.operands.push_back(operand(view.steps[n]));
  const auto steps = static_cast<std::size_t>(spec.transient + spec.iterations - 1);
  for (std::size_t n = 0; n < steps; ++n) {
    const T c = whole.operands[n % whole.sequence_period];
    const T state = whole.states.back();
    whole.states.push_back(is_scaled ? ScaledForm::next<Lane>(state, c) : PlainForm::next<Lane>(state, c));
  }
  for (const T state : whole.states) whole.factors.push_back(is_scaled ? state : 1 + static_cast<long double>(state));
  if (falls_on_zero<Lane>(view, block, 0)) {
    whole.of_zero_orbit = zero_orbit_class<Lane>(view, block, 0) > 1
                              ? -std::numeric_limits<T>::infinity()
                              : static_cast<T>(view.columns.mean_logarithms[column] + view.rows.mean_logarithms[row]);
  }
  return whole;
}

/// The cycle that an orbit ends on: its least length, in map steps, and the first step from which on the orbit is on
/// it. A length of 0 is no cycle, as far as the orbit was followed.
struct CycleSeen {
  std::size_t length;
  std::size_t start;
};

template <class T>
CycleSeen cycle_at_the_end(const WholeOrbit<T>& orbit) {
  const std::vector<T>& states = orbit.states;
  const std::size_t end = states.size() - 1;
  if (!std::isfinite(states[end])) return {0, 0};  // escaped: infinity after infinity is no cycle
  for (std::size_t length = orbit.sequence_period; length <= end; length += orbit.sequence_period) {
    if (states[end - length] != states[end]) continue;
    std::size_t start = end - length;
    while (start > 0 && states[start - 1] == states[start - 1 + length]) --start;
    return {length, start};
  }
  return {0, 0};
}

/// What the sum over the states of an orbit is and how large its terms are. Orbits that fall on zero have another.
struct ExactSum {
  /// The exponent of exactly this orbit.
  long double exponent;
  /// The mean of |log₂|factor||, which no part of the sum exceeds once it is divided by the number of all terms.
  long double mean_magnitude;
  /// The magnitudes of what is added for the column and the row.
  long double offset_magnitude;
  /// Whether the product of T can neither underflow nor overflow between two renormalizations, wherever they are.
  bool within_format;
};

template <class T>
ExactSum exact_sum(const WholeOrbit<T>& orbit) {
  constexpr auto kInfinity = std::numeric_limits<long double>::infinity();
  constexpr std::size_t kWindow = FloatFormat<T>::kStepsPerProduct;
  // A product starts in [1, 4) and must stay a normal number.
  constexpr long double kMaxBits = std::numeric_limits<T>::max_exponent - 3;
  const long double offset_magnitude = std::fabs(orbit.column_offset) + std::fabs(orbit.row_offset);
  std::vector<long double> terms;
  for (std::size_t n = orbit.transient + 1; n < orbit.factors.size(); ++n) {
    terms.push_back(std::log2(std::fabs(orbit.factors[n])));
  }

  ExactSum sum{0, 0, offset_magnitude, true};
  long double below = 0;
  long double above = 0;
  for (std::size_t n = 0; n < terms.size(); ++n) {
    if (!std::isfinite(terms[n])) return {terms[n] < 0 ? -kInfinity : kInfinity, kInfinity, offset_magnitude, true};
    sum.exponent += terms[n];
    sum.mean_magnitude += std::fabs(terms[n]);
    below += std::min(terms[n], 0.0L);
    above += std::max(terms[n], 0.0L);
    if (n >= kWindow) below -= std::min(terms[n - kWindow], 0.0L);
    if (n >= kWindow) above -= std::max(terms[n - kWindow], 0.0L);
    sum.within_format = sum.within_format && -below < kMaxBits && above < kMaxBits;
  }
  const auto count = static_cast<long double>(terms.size());
  sum.exponent = std::log(2.0L) * sum.exponent / count + orbit.column_offset + orbit.row_offset;
  sum.mean_magnitude /= count;
  return sum;
}

}  // namespace lyap
