#pragma once

#include "host/spec/render_spec.h"
#include "tests/support/random.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace lyap {

/// An orbit by the textbook formula, in long double: x_n = r_n·x_(n-1)·(1 - x_(n-1)), where r_n is the rate of the
/// sequence's letter phase + n - 1, and the exponent is the mean of ln|r_n·(1 - 2·x_n)| after the transient.
///
/// Rates and x0 are those of the specification, as operands are made of them before they are rounded. On x86 long
/// double has 64 bits of mantissa, 11 more than double. On an orbit that is stable errors shrink step by step, so that
/// the oracle's own error is about 2^-11 of what is measured.
struct OracleOrbit {
  /// Of the letters of one period, in the order of the sequence.
  std::vector<long double> rates;
  long double x0;
  std::int64_t iterations;
  std::int64_t transient;
  std::int64_t phase;
};

/// The rate of pixel `index` of `count` along an axis that starts at `start` and ends at `end`, both included.
inline double rate_between(double start, double end, int index, int count) {
  if (index == 0) return start;
  return index == count - 1 ? end : start + (end - start) * index / (count - 1);
}

/// The orbit of a pixel as design.md says.
inline OracleOrbit oracle_orbit(const RenderSpec& spec, int column, int row) {
  const auto rate = [&](char letter) {
    const Range h = spec.horizontal.range;
    const Range v = spec.vertical.range;
    if (letter == spec.horizontal.letter) return rate_between(h.min, h.max, column, spec.size.width);
    if (letter == spec.vertical.letter) return rate_between(v.max, v.min, row, spec.size.height);
    return spec.constants.at(letter);
  };
  OracleOrbit orbit{{}, spec.x0, spec.iterations, spec.transient, spec.phase};
  for (const char letter : spec.sequence.letters()) orbit.rates.push_back(rate(letter));
  return orbit;
}

/// The exponent of the orbit. `disturb(r, x)` may change each point on its way; it is called once per step.
template <class Disturb>
long double oracle_exponent(const OracleOrbit& orbit, Disturb disturb) {
  const auto period = static_cast<std::int64_t>(orbit.rates.size());
  long double x = orbit.x0;
  long double sum = 0;
  for (std::int64_t n = 0; n < orbit.transient + orbit.iterations - 1; ++n) {
    const long double r = orbit.rates[static_cast<std::size_t>((orbit.phase + n) % period)];
    x = disturb(r, r * x * (1 - x));
    if (!std::isfinite(x)) return std::numeric_limits<long double>::infinity();
    if (n >= orbit.transient) sum += std::log(std::fabs(r * (1 - 2 * x)));
  }
  return sum / static_cast<long double>(orbit.iterations - 1);
}

inline long double oracle_exponent(const OracleOrbit& orbit) {
  return oracle_exponent(orbit, [](long double, long double x) { return x; });
}

/// How far the exponent moves when the orbit is disturbed as rounding to T disturbs it: the largest of `runs` runs.
///
/// With h = r/2 and y = 1 - 2x the kernels compute s·y' = s·(h·y² + (1 - h)) in the scaled form, from an operand
/// s·(1 - h) that was rounded once, and round the sum: within |1 - h| + |y'| ≤ 3·max(1, |h|) half units in the last
/// place of 1, as long as |y| ≤ 1. The rounding of the operands is the same in each step: it is as if the rates moved,
/// by up to two half units.
template <class T>
long double rounding_sensitivity(const OracleOrbit& orbit, int runs) {
  const long double half_ulp = std::numeric_limits<T>::epsilon() / 2;
  const long double exponent = oracle_exponent(orbit);
  long double most = 0;
  for (int run = 0; run < runs; ++run) {
    Random random(static_cast<std::uint64_t>(run));
    OracleOrbit moved = orbit;
    for (long double& rate : moved.rates) rate *= 1 + 2 * half_ulp * random.uniform(-1, 1);
    const double bias = random.uniform(-1, 1);
    const long double disturbed = oracle_exponent(moved, [&](long double r, long double x) {
      return x + half_ulp * std::fmax(1.0L, std::fabs(r) / 2) * (bias + random.uniform(-1, 1));
    });
    most = std::fmax(most, std::fabs(disturbed - exponent));
  }
  return most;
}

}  // namespace lyap
