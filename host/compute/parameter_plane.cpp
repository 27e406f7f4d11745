#include "host/compute/parameter_plane.h"

#include "kernels/float_format.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace lyap {
namespace {

/// The rate of pixel `index` of `count` along an axis, ends included; a single pixel has the rate at the start.
double rate_along(double start, double end, int index, int count) {
  if (index == 0) return start;
  if (index >= count - 1) return end;
  return start + (end - start) * index / (count - 1);
}

/// The letters that the terms of the sum meet; a short sum does not meet all.
std::string letters_of_sum(const RenderSpec& spec) {
  const auto period = static_cast<std::int64_t>(spec.sequence.period());
  const std::int64_t first = spec.phase % period + spec.transient % period;
  std::string letters;
  for (std::int64_t n = 0; n < std::min(spec.iterations - 1, period); ++n) {
    letters += spec.sequence.at(static_cast<std::size_t>((first + n) % period));
  }
  return letters;
}

/// The period of the sequence that it is a repetition of.
std::int64_t least_period(const Sequence& sequence) {
  const std::size_t length = sequence.period();
  for (std::size_t period = 1; period < length; ++period) {
    if (length % period != 0) continue;
    std::size_t n = period;
    while (n < length && sequence.at(n) == sequence.at(n - period)) ++n;
    if (n == length) return static_cast<std::int64_t>(period);
  }
  return static_cast<std::int64_t>(length);
}

/// The steps of a round: a period, doubled as often as the round stays short. Cycles are mostly 1, 2, 4 or 8 periods
/// long; those are back at the mark after a single round.
std::int32_t choose_round_steps(std::int64_t period) {
  constexpr std::int64_t kLongest = 28;
  while (2 * period <= kLongest) period *= 2;
  return static_cast<std::int32_t>(period);
}

Stretch stretch_of(std::int64_t steps, std::int32_t round_steps) {
  return {static_cast<std::int32_t>(steps % round_steps), static_cast<std::int32_t>(steps / round_steps)};
}

/// Appends a letter's rates to the tables of its side; `summed` tells whether a zero rate makes the exponent -inf.
template <class T>
void append_rates(const std::vector<double>& rates, bool summed, RateTables<T>& tables) {
  constexpr double kSmallestHalfRate = 0x1p-64;
  tables.smallest.resize(rates.size(), FloatFormat<T>::kInfinity);
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const T half = static_cast<T>(rates[i]) / 2;
    if (summed) tables.smallest[i] = std::min(tables.smallest[i], std::abs(half));
    const T kept = std::abs(half) < static_cast<T>(kSmallestHalfRate) ? static_cast<T>(kSmallestHalfRate) : half;
    tables.half_rates.push_back(kept);
    tables.inverses.push_back(static_cast<T>(1 / static_cast<double>(kept)));
  }
}

}  // namespace

template <class T>
ParameterPlane<T>::ParameterPlane(const RenderSpec& spec) {
  tabulate_rates(spec);
  compile_sequence(spec);
  view_.y0 = static_cast<T>(1 - 2 * spec.x0);
  view_.exponent_scale = static_cast<T>(std::numbers::ln2 / static_cast<double>(spec.iterations - 1));
  view_.exponent_offset = static_cast<T>(std::numbers::ln2);
}

template <class T>
void ParameterPlane<T>::tabulate_rates(const RenderSpec& spec) {
  const auto [width, height] = spec.size;
  const int columns = width + kColumnPadding;
  view_.row_stride = height;
  const std::string summed = letters_of_sum(spec);
  const auto is_summed = [&](char letter) { return summed.find(letter) != std::string::npos; };
  columns_.smallest.assign(static_cast<std::size_t>(columns), FloatFormat<T>::kInfinity);
  rows_.smallest.assign(static_cast<std::size_t>(height), FloatFormat<T>::kInfinity);

  letters_ = spec.sequence.distinct();
  view_.horizontal_letter = static_cast<std::int32_t>(std::min(letters_.find(spec.horizontal.letter), letters_.size()));
  std::vector<double> rates;
  for (const char letter : letters_) {
    rates.clear();
    if (letter == spec.horizontal.letter) {
      const auto [min, max] = spec.horizontal.range;
      for (int i = 0; i < columns; ++i) rates.push_back(rate_along(min, max, i, width));
      append_rates(rates, is_summed(letter), columns_);
      continue;
    }
    const bool is_vertical = letter == spec.vertical.letter;
    const auto [min, max] = spec.vertical.range;
    for (int j = 0; j < height; ++j) {
      rates.push_back(is_vertical ? rate_along(max, min, j, height) : spec.constants.at(letter));
    }
    append_rates(rates, is_summed(letter), rows_);
  }
  view_.column_half_rates = columns_.half_rates.data();
  view_.column_inverses = columns_.inverses.data();
  view_.column_smallest = columns_.smallest.data();
  view_.row_half_rates = rows_.half_rates.data();
  view_.row_inverses = rows_.inverses.data();
  view_.row_smallest = rows_.smallest.data();
}

template <class T>
void ParameterPlane<T>::compile_sequence(const RenderSpec& spec) {
  const std::int64_t period = least_period(spec.sequence);
  const std::int64_t start = spec.phase % period;
  const auto letter_of_step = [&](std::int64_t n) {
    const char letter = spec.sequence.at(static_cast<std::size_t>((start + n) % period));
    return static_cast<std::uint8_t>(letters_.find(letter));
  };
  const auto transition_of_step = [&](std::int64_t n) { return Transition{letter_of_step(n), letter_of_step(n + 1)}; };
  // The last step leads back to the first letter of the sum: then the factors h_q/h_p that tell the product of the z
  // from the product of derivatives cancel.
  const std::int64_t last = spec.transient % period + spec.iterations - 2;
  const Transition last_transition{letter_of_step(last), letter_of_step(spec.transient % period)};

  const auto same = [](Transition a, Transition b) { return a.from == b.from && a.to == b.to; };
  const auto find = [&](Transition t) {
    return std::find_if(transitions_.begin(), transitions_.end(), [&](Transition u) { return same(t, u); });
  };
  const auto add = [&](Transition t) {
    if (find(t) == transitions_.end()) transitions_.push_back(t);
  };
  for (std::int64_t n = 0; n < period; ++n) add(transition_of_step(n));
  add(last_transition);
  const auto first_change =
      std::stable_partition(transitions_.begin(), transitions_.end(), [](Transition t) { return t.from == t.to; });

  const auto index_of = [&](Transition t) { return static_cast<std::uint16_t>(find(t) - transitions_.begin()); };
  constexpr std::int64_t kChunk = FloatFormat<T>::kStepsPerProduct;
  const std::int64_t repeated_period = period * ((kChunk + period - 1) / period);
  for (std::int64_t n = 0; n < repeated_period + kChunk; ++n) steps_.push_back(index_of(transition_of_step(n)));

  view_.transitions = transitions_.data();
  view_.transition_count = static_cast<std::int32_t>(transitions_.size());
  view_.first_change = static_cast<std::int32_t>(first_change - transitions_.begin());
  view_.steps = steps_.data();
  view_.step_period = static_cast<std::int32_t>(repeated_period);
  view_.last_step = index_of(last_transition);
  view_.sequence_period = static_cast<std::int32_t>(period);
  view_.first_letter = letter_of_step(0);

  view_.round_steps = choose_round_steps(period);
  view_.searches_cycles = !spec.brute_force;
  view_.transient = stretch_of(spec.transient, view_.round_steps);
  view_.single_term = spec.iterations == 2;
  view_.sum = stretch_of(std::max<std::int64_t>(spec.iterations - 3, 0), view_.round_steps);
  view_.first_step = index_of(transition_of_step(spec.transient % period));
  view_.sum_position = static_cast<std::int32_t>((spec.transient + (view_.single_term ? 0 : 1)) % repeated_period);
}

template class ParameterPlane<float>;
template class ParameterPlane<double>;

}  // namespace lyap
