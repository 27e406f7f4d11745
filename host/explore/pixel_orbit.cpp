#include "host/explore/pixel_orbit.h"

#include "host/compute/parameter_plane.h"
#include "host/compute/scales.h"
#include "host/compute/side_rates.h"
#include "kernels/listed_steps.h"
#include "kernels/recurrence.h"
#include "kernels/scalar_lane.h"
#include "kernels/zero_orbit.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

namespace lyap {
namespace {

constexpr PixelBlock kThePixel{0, 0, 0};

/// The rate of step n of the period, which is a number of the pixel's column or of its row.
double rate_of(const PixelRates& rates, std::uint8_t letter) {
  return rates.columns.has(letter) ? rates.columns.rates[letter].front() : rates.rows.rates[letter].front();
}

/// Calls `visit(n, state)` with the state before step n, as the kernels compute it, for the first `points` steps.
template <class Recurrence, class T, class Visit>
void follow_states(const PlaneView<T>& plane, int points, const Visit& visit) {
  using Lane = ScalarLane<T>;
  std::vector<T> scratch(static_cast<std::size_t>(scratch_rows(plane)));
  const ListedSteps<Recurrence, Lane, 1, 1> steps(plane, kThePixel, scratch.data());
  Orbits<Lane, 1> orbits;
  steps.start(orbits);
  std::vector<T> operands;
  const auto keep = [&](int /*v*/, T operand) { operands.push_back(operand); };
  steps.transient().visit_period(keep);
  T state = orbits.state[0];
  for (int n = 0; n < points; ++n) {
    visit(static_cast<std::size_t>(n), state);
    state = Recurrence::template next<Lane>(state, operands[static_cast<std::size_t>(n) % operands.size()]);
  }
}

/// s before each step of the period: states of the scaled form are s·(1 − 2x).
std::vector<double> scales_before_steps(const PixelRates& rates, const LetterWalk& walk) {
  const ScaleTables columns = scales_of(rates.columns, walk);
  const ScaleTables rows = scales_of(rates.rows, walk);
  const std::size_t period = walk.period.size();
  std::vector<double> scales(period);
  for (std::size_t after = 0; after < period; ++after) {
    const double scale = columns[after].front().number * rows[after].front().number;
    scales[(after + 1) % period] = std::copysign(scale, rate_of(rates, walk.period[after]));
  }
  return scales;
}

/// x as the map has it, in double. Exact where the orbit falls on 0, which takes rates of 0, 2 and 4.
std::vector<double> textbook_orbit(const RenderSpec& spec, const PixelRates& rates, const LetterWalk& walk,
                                   int points) {
  std::vector<double> orbit;
  double x = spec.x0;
  for (int n = 0; n < points; ++n) {
    orbit.push_back(x);
    x = rate_of(rates, walk.period[static_cast<std::size_t>(n) % walk.period.size()]) * x * (1 - x);
  }
  return orbit;
}

template <class T>
std::vector<double> orbit_of(const RenderSpec& spec, const PixelSelection& pixel, int points) {
  const std::string letters = spec.sequence.distinct();
  const PixelRates rates(spec, letters, pixel);
  const LetterWalk walk(spec, letters);
  const ParameterPlane<T> plane(spec, pixel);
  if (falls_on_zero<ScalarLane<T>>(plane.view(), kThePixel, 0)) return textbook_orbit(spec, rates, walk, points);

  std::vector<double> orbit;
  if (plane.view().form == Form::kPlain) {
    follow_states<PlainForm>(plane.view(), points, [&](std::size_t, T m) { orbit.push_back(m / -2.0); });
  } else {
    const std::vector<double> scales = scales_before_steps(rates, walk);
    follow_states<ScaledForm>(plane.view(), points, [&](std::size_t n, T w) {
      orbit.push_back((1 - static_cast<double>(w) / scales[n % scales.size()]) / 2);
    });
  }
  return orbit;
}

}  // namespace

std::vector<double> pixel_orbit(const RenderSpec& spec, const PixelSelection& pixel, int points) {
  std::vector<double> orbit = spec.precision == Precision::kFloat ? orbit_of<float>(spec, pixel, points)
                                                                  : orbit_of<double>(spec, pixel, points);
  // Behind the first point that is out of sight the numbers only grow until they are none.
  constexpr double kEscaped = 1e6;
  for (std::size_t n = 0; n < orbit.size(); ++n) {
    if (std::abs(orbit[n]) < kEscaped) continue;
    orbit.resize(n);
    break;
  }
  return orbit;
}

}  // namespace lyap
