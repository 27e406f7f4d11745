#include "host/parameter_plane.h"

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

/// The letters of the sum first, each once, in the order in which the orbit meets them; then those that only the
/// transient meets.
std::string order_letters(const RenderSpec& spec, std::int32_t* summed_count) {
  const auto period = static_cast<std::int64_t>(spec.sequence.period());
  std::string letters;
  const auto add_letters = [&](std::int64_t first, std::int64_t count) {
    for (std::int64_t n = 0; n < std::min(count, period); ++n) {
      const char letter = spec.sequence.at(static_cast<std::size_t>((first + n) % period));
      if (letters.find(letter) == std::string::npos) letters += letter;
    }
  };
  const std::int64_t first = spec.phase % period;
  add_letters(first + spec.transient % period, spec.iterations - 1);
  *summed_count = static_cast<std::int32_t>(letters.size());
  add_letters(first, period);
  return letters;
}

}  // namespace

template <class T>
ParameterPlane<T>::ParameterPlane(const RenderSpec& spec) {
  letters_ = order_letters(spec, &view_.summed_letter_count);
  view_.letter_count = static_cast<std::int32_t>(letters_.size());
  tabulate_rates(spec);
  compile_sequence(spec);
  view_.transient = spec.transient;
  view_.factors = spec.iterations - 1;
  view_.y0 = static_cast<T>(1 - 2 * spec.x0);
  view_.exponent_scale = static_cast<T>(std::numbers::ln2 / static_cast<double>(spec.iterations - 1));
  view_.exponent_offset = static_cast<T>(std::numbers::ln2);
}

template <class T>
void ParameterPlane<T>::tabulate_rates(const RenderSpec& spec) {
  const auto [width, height] = spec.size;
  view_.column_stride = width + kColumnPadding;
  view_.row_stride = height;
  const auto columns = static_cast<std::size_t>(view_.column_stride);
  const auto rows = static_cast<std::size_t>(height);
  column_terms_.assign(letters_.size() * columns, T{0});
  row_terms_.assign(letters_.size() * rows, T{0});
  for (std::size_t l = 0; l < letters_.size(); ++l) {
    T* column_terms = column_terms_.data() + l * columns;
    T* row_terms = row_terms_.data() + l * rows;
    if (letters_[l] == spec.horizontal.letter) {
      const Range range = spec.horizontal.range;
      for (int i = 0; i < view_.column_stride; ++i) {
        column_terms[i] = static_cast<T>(rate_along(range.min, range.max, i, width));
      }
    } else if (letters_[l] == spec.vertical.letter) {
      const Range range = spec.vertical.range;
      for (int j = 0; j < height; ++j) row_terms[j] = static_cast<T>(rate_along(range.max, range.min, j, height));
    } else {
      std::fill_n(row_terms, rows, static_cast<T>(spec.constants.at(letters_[l])));
    }
  }
  view_.column_terms = column_terms_.data();
  view_.row_terms = row_terms_.data();
}

template <class T>
void ParameterPlane<T>::compile_sequence(const RenderSpec& spec) {
  const auto period = static_cast<std::int64_t>(spec.sequence.period());
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
  view_.first_letter = letter_of_step(0);
}

template class ParameterPlane<float>;
template class ParameterPlane<double>;

}  // namespace lyap
