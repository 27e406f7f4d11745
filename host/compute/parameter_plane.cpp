#include "host/compute/parameter_plane.h"

#include "host/compute/scales.h"
#include "host/compute/zero_orbits.h"
#include "host/spec/near_zero.h"
#include "kernels/float_format.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lyap {
namespace {

/// The steps of a round: a period, doubled as often as the round stays short. Cycles are mostly 1, 2, 4 or 8 periods
/// long; those are back at the mark after a single round.
std::int32_t choose_round_steps(std::int32_t period) {
  constexpr std::int32_t kLongest = 28;
  while (2 * period <= kLongest) period *= 2;
  return period;
}

Stretch stretch_of(std::int64_t steps, std::int32_t round_steps) {
  return {static_cast<std::int32_t>(steps % round_steps), static_cast<std::int32_t>(steps / round_steps)};
}

/// Factors as the kernels read them: what T holds of each, then what it leaves over.
template <class T>
void append_factors(const std::vector<TwoPartNumber>& factors, std::vector<T>& table) {
  for (const TwoPartNumber& factor : factors) table.push_back(static_cast<T>(factor.number));
  for (const TwoPartNumber& factor : factors) {
    table.push_back(static_cast<T>((factor.number - static_cast<T>(factor.number)) + factor.rest));
  }
}

template <class T>
std::vector<T> rounded(const std::vector<double>& numbers) {
  std::vector<T> table;
  table.reserve(numbers.size());
  for (const double number : numbers) table.push_back(static_cast<T>(number));
  return table;
}

/// Rates of 4, and those that rounding may take there, a little smaller: from 4 one rounding error can take an orbit
/// past x = 1, from where it escapes, as none does for rates of up to 4. It is a unit in the last place of 4, the error
/// that rates have where they are numbers of this precision.
template <class T>
SideRates kept_below_4(SideRates side) {
  constexpr double kLargest = 4 - 4 * static_cast<double>(FloatFormat<T>::kEpsilon);
  for (std::vector<double>& rates : side.rates) {
    for (double& rate : rates) rate = rate > kLargest && rate <= 4 ? kLargest : rate;
  }
  return side;
}

/// A side of a plane in the scaled form: factors of s·(1 − h) for each step, and of the first state, s·`start`.
template <class T>
SideTables<T> scaled_tables(const SideRates& side, const LetterWalk& walk, double start) {
  const ScaleTables scales = scales_of(side, walk);
  SideTables<T> tables;
  tables.factors.reserve(kFactorParts * side.count * (walk.period.size() + 1));
  std::vector<TwoPartNumber> factors(side.count);
  for (std::size_t n = 0; n < walk.period.size(); ++n) {
    const std::vector<double>& rates = side.rates[walk.period[n]];
    for (std::size_t i = 0; i < side.count; ++i) {
      factors[i] = rates.empty() ? scales[n][i] : times_rest_of_one(scales[n][i], rates[i] / 2);
    }
    append_factors(factors, tables.factors);
  }
  // Before the first step comes the last one of a period.
  const std::vector<double>& rates = side.rates[walk.period.back()];
  for (std::size_t i = 0; i < side.count; ++i) {
    factors[i] = times(scales.back()[i], rates.empty() ? start : start * std::copysign(1.0, rates[i]));
  }
  append_factors(factors, tables.factors);

  const auto period = static_cast<std::int64_t>(walk.period.size());
  const auto scales_before = [&](std::int64_t step) -> const std::vector<TwoPartNumber>& {
    return scales[static_cast<std::size_t>((step + period - 1) % period)];
  };
  const std::vector<TwoPartNumber>& first = scales_before(walk.transient);
  const std::vector<TwoPartNumber>& last = scales_before(walk.transient + walk.terms);
  tables.offsets.assign(side.count, 0);
  if (walk.terms % period == 0) return tables;
  for (std::size_t i = 0; i < side.count; ++i) {
    const double difference = logarithm_of(first[i].number / last[i].number);
    tables.offsets[i] = static_cast<T>(2 * difference / static_cast<double>(walk.terms));
  }
  return tables;
}

/// A side of a plane in the plain form: half rates, and of the first state `start`.
template <class T>
SideTables<T> plain_tables(const SideRates& side, const LetterWalk& walk, double start) {
  SideTables<T> tables;
  for (const std::vector<double>& rates : side.rates) {
    std::vector<TwoPartNumber> factors(side.count, {1, 0});
    for (std::size_t i = 0; i < rates.size(); ++i) factors[i].number = rates[i] / 2;
    append_factors(factors, tables.factors);
  }
  append_factors(std::vector<TwoPartNumber>(side.count, {start, 0}), tables.factors);
  tables.offsets = rounded<T>(mean_logarithms(side, walk));
  return tables;
}

template <class T>
SideView<T> view_of(const SideTables<T>& tables, std::size_t count) {
  return {tables.factors.data(), static_cast<std::int32_t>(count), tables.offsets.data(),
          tables.rate_kinds.empty() ? nullptr : tables.rate_kinds.data(), tables.mean_logarithms.data()};
}

}  // namespace

Form choose_form(const RenderSpec& spec, Precision precision) {
  if (spec.sequence.least_period() > static_cast<std::size_t>(kLongestScaledPeriod)) return Form::kPlain;
  return keep_away_from_zero(spec, precision) ? Form::kScaled : Form::kPlain;
}

template <class T>
ParameterPlane<T>::ParameterPlane(const RenderSpec& spec, const SampleGrid& grid)
    : ParameterPlane(spec, PixelRates(spec, spec.sequence.distinct(), grid)) {}

template <class T>
ParameterPlane<T>::ParameterPlane(const RenderSpec& spec, const PixelSelection& pixels)
    : ParameterPlane(spec, PixelRates(spec, spec.sequence.distinct(), pixels)) {}

template <class T>
ParameterPlane<T>::ParameterPlane(const RenderSpec& spec, const PixelRates& rates) {
  constexpr Precision kPrecision = sizeof(T) == sizeof(float) ? Precision::kFloat : Precision::kDouble;
  const LetterWalk walk(spec, spec.sequence.distinct());
  view_.form = choose_form(spec, kPrecision);
  tabulate(spec, rates, walk);
  list_steps(spec, walk);
  view_.exponent_scale = static_cast<T>(std::numbers::ln2 / static_cast<double>(walk.terms));
}

template <class T>
void ParameterPlane<T>::tabulate(const RenderSpec& spec, const PixelRates& rates, const LetterWalk& walk) {
  if (view_.form == Form::kScaled) {
    columns_ = scaled_tables<T>(kept_below_4<T>(rates.columns), walk, 1);
    rows_ = scaled_tables<T>(kept_below_4<T>(rates.rows), walk, 1 - 2 * spec.x0);
    // Each factor is half a derivative.
    for (T& offset : rows_.offsets) offset += static_cast<T>(std::numbers::ln2);
    const ZeroOrbits zero_orbits(spec, rates, walk);
    if (zero_orbits.any) {
      columns_.rate_kinds = rounded<T>(zero_orbits.column_kinds);
      rows_.rate_kinds = rounded<T>(zero_orbits.row_kinds);
      columns_.mean_logarithms = rounded<T>(mean_logarithms(rates.columns, walk));
      rows_.mean_logarithms = rounded<T>(mean_logarithms(rates.rows, walk));
    }
  } else {
    columns_ = plain_tables<T>(rates.columns, walk, 1);
    rows_ = plain_tables<T>(rates.rows, walk, -2 * spec.x0);
  }
  view_.columns = view_of(columns_, rates.columns.count);
  view_.rows = view_of(rows_, rates.rows.count);
}

template <class T>
void ParameterPlane<T>::list_steps(const RenderSpec& spec, const LetterWalk& walk) {
  const auto period = static_cast<std::int32_t>(walk.period.size());
  const bool is_scaled = view_.form == Form::kScaled;
  view_.slot_count = is_scaled ? period : static_cast<std::int32_t>(spec.sequence.distinct().size());

  constexpr std::int32_t kChunk = FloatFormat<T>::kStepsPerProduct;
  view_.step_period = period * ((kChunk + period - 1) / period);
  for (std::int32_t n = 0; n < view_.step_period + kChunk; ++n) {
    const auto place = static_cast<std::size_t>(n % period);
    steps_.push_back(is_scaled ? static_cast<std::uint16_t>(place) : walk.period[place]);
  }
  view_.steps = steps_.data();
  view_.sum_position = static_cast<std::int32_t>(walk.transient % view_.step_period);

  view_.sequence_period = period;
  view_.round_steps = choose_round_steps(period);
  view_.searches_cycles = !spec.brute_force;
  view_.transient = stretch_of(walk.transient, view_.round_steps);
  view_.sum = stretch_of(walk.terms - 1, view_.round_steps);
  // A cycle that the orbit has not gone round three times is not to be told from an orbit that has not settled.
  constexpr std::int64_t kLongestCycle = 256;
  const std::int64_t periods = (walk.transient + walk.terms) / period;
  view_.longest_cycle = static_cast<std::int32_t>(std::clamp<std::int64_t>(periods / 3, 1, kLongestCycle));
}

template class ParameterPlane<float>;
template class ParameterPlane<double>;

}  // namespace lyap
