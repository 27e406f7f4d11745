#pragma once

#include "host/spec/render_spec.h"
#include "kernels/float_format.h"
#include "tests/kernels/oracle.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace lyap {

/// All of an orbit of z in T by the recurrence of design.md, one step after the other, and what is to be seen in it.
template <class T>
struct WholeOrbit {
  /// z after 0, 1, … steps, up to the last but one.
  std::vector<T> z;
  /// z after the last step, which leads back to the first letter of the sum.
  T last_z;
  /// Steps before the sum.
  std::size_t transient;
  /// The least number of steps after which the sequence repeats.
  std::size_t sequence_period;
  /// Whether a letter that the sum meets has a rate of 0.
  bool meets_zero_rate;
};

/// The orbit of the pixel of a spec.
template <class T>
WholeOrbit<T> whole_orbit(const RenderSpec& spec, int column, int row) {
  const OracleOrbit orbit = oracle_orbit<T>(spec, column, row);
  const std::string& letters = spec.sequence.letters();
  const auto place = [&](std::int64_t n) { return static_cast<std::size_t>(n + orbit.phase) % letters.size(); };
  // Half rates are kept from zero so that they have inverses.
  const auto half_rate = [&](std::size_t at) {
    const T half = static_cast<T>(orbit.rates[at]) / 2;
    return std::abs(half) < static_cast<T>(0x1p-64) ? static_cast<T>(0x1p-64) : half;
  };
  const auto step = [&](T z, std::size_t from, std::size_t to) {
    const T k = half_rate(to) * (1 - half_rate(from));
    if (letters[from] == letters[to]) return std::fma(z, z, k);
    const T rho = half_rate(to) * static_cast<T>(1 / static_cast<double>(half_rate(from)));
    const T scaled = rho * z;
    return std::fma(scaled, z, k);
  };
  const std::int64_t last = orbit.transient + orbit.iterations - 2;
  WholeOrbit<T> whole{{half_rate(place(0)) * static_cast<T>(1 - 2 * spec.x0)},
                      0,
                      static_cast<std::size_t>(orbit.transient),
                      // A word is found again in its double where it repeats itself.
                      (letters + letters).find(letters, 1),
                      false};
  for (std::int64_t n = 0; n < last; ++n) whole.z.push_back(step(whole.z.back(), place(n), place(n + 1)));
  whole.last_z = step(whole.z.back(), place(last), place(orbit.transient));
  for (std::int64_t n = orbit.transient; n <= last; ++n) whole.meets_zero_rate |= orbit.rates[place(n)] == 0;
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
  const std::vector<T>& z = orbit.z;
  const std::size_t end = z.size() - 1;
  if (!std::isfinite(z[end])) return {0, 0};  // escaped: infinity after infinity is no cycle
  for (std::size_t length = orbit.sequence_period; length <= end; length += orbit.sequence_period) {
    if (z[end - length] != z[end]) continue;
    std::size_t start = end - length;
    while (start > 0 && z[start - 1] == z[start - 1 + length]) --start;
    return {length, start};
  }
  return {0, 0};
}

/// What the sum over an orbit is and how large its terms are.
struct ExactSum {
  /// The exponent of exactly this orbit.
  long double exponent;
  /// The mean of |log₂|z||, which no part of the sum exceeds once it is divided by the number of all terms.
  long double mean_magnitude;
  /// Whether the product of T can neither underflow nor overflow between two renormalizations, wherever they are.
  bool within_format;
};

template <class T>
ExactSum exact_sum(const WholeOrbit<T>& orbit) {
  constexpr auto kInfinity = std::numeric_limits<long double>::infinity();
  constexpr std::size_t kWindow = FloatFormat<T>::kStepsPerProduct;
  // A product starts in [1, 4) and must stay a normal number.
  constexpr long double kMaxBits = std::numeric_limits<T>::max_exponent - 3;
  std::vector<long double> terms;
  for (std::size_t n = orbit.transient + 1; n < orbit.z.size(); ++n) {
    terms.push_back(std::log2(std::fabs(static_cast<long double>(orbit.z[n]))));
  }
  terms.push_back(std::log2(std::fabs(static_cast<long double>(orbit.last_z))));

  ExactSum sum{0, 0, true};
  long double below = 0;
  long double above = 0;
  for (std::size_t n = 0; n < terms.size(); ++n) {
    if (!std::isfinite(terms[n])) return {terms[n] > 0 ? kInfinity : -kInfinity, kInfinity, true};
    sum.exponent += terms[n];
    sum.mean_magnitude += std::fabs(terms[n]);
    below += std::min(terms[n], 0.0L);
    above += std::max(terms[n], 0.0L);
    if (n >= kWindow) below -= std::min(terms[n - kWindow], 0.0L);
    if (n >= kWindow) above -= std::max(terms[n - kWindow], 0.0L);
    sum.within_format = sum.within_format && -below < kMaxBits && above < kMaxBits;
  }
  const auto count = static_cast<long double>(terms.size());
  sum.exponent = orbit.meets_zero_rate ? -kInfinity : std::log(2.0L) * (1 + sum.exponent / count);
  sum.mean_magnitude /= count;
  return sum;
}

}  // namespace lyap
