#include "tools/bench/textbook_loop.h"

#include "host/base/stopwatch.h"

#include <cmath>
#include <cstddef>

namespace lyap {
namespace {

double within(const Range& range, double share) {
  return range.min + (range.max - range.min) * share;
}

template <class T>
double seconds_in(const RenderSpec& spec, std::int64_t pixels) {
  // Multiples of 1/p and 1/p², p³ = p + 1, fill the square evenly however many are taken (Roberts, 2018).
  constexpr double kAcross = 0.7548776662466927;
  constexpr double kDown = 0.5698402909980532;
  std::vector<T> rates(spec.sequence.period());
  T sum = 0;
  const Stopwatch stopwatch;
  for (std::int64_t pixel = 0; pixel < pixels; ++pixel) {
    const double number = static_cast<double>(pixel) + 0.5;
    const double across = number * kAcross - std::floor(number * kAcross);
    const double down = number * kDown - std::floor(number * kDown);
    for (std::size_t n = 0; n < rates.size(); ++n) {
      const bool is_horizontal = spec.sequence.at(n) == spec.horizontal.letter;
      rates[n] =
          static_cast<T>(is_horizontal ? within(spec.horizontal.range, across) : within(spec.vertical.range, 1 - down));
    }
    sum += textbook_exponent(rates, spec.iterations);
  }
  const double seconds = stopwatch.seconds();
  // A compiler may leave out what nobody reads.
  [[maybe_unused]] const volatile T kept = sum;
  return seconds;
}

}  // namespace

template <class T>
T textbook_exponent(const std::vector<T>& rates, std::int64_t iterations) {
  T x = static_cast<T>(0.5);
  T sum = 0;
  std::size_t letter = 0;
  for (std::int64_t n = 1; n < iterations; ++n) {
    if (++letter >= rates.size()) letter = 0;
    const T r = rates[letter];
    x = r * x * (1 - x);
    sum += std::log(std::abs(r * (1 - 2 * x)));
  }
  return sum / static_cast<T>(iterations - 1);
}

template float textbook_exponent(const std::vector<float>&, std::int64_t);
template double textbook_exponent(const std::vector<double>&, std::int64_t);

double textbook_seconds(const RenderSpec& spec, std::int64_t pixels) {
  return spec.precision == Precision::kFloat ? seconds_in<float>(spec, pixels) : seconds_in<double>(spec, pixels);
}

}  // namespace lyap
