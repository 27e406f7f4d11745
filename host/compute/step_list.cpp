#include "host/compute/step_list.h"

#include "kernels/float_format.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <type_traits>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

/// A period of a sequence: its transitions in the order in which they occur, and which of them each step is.
struct Period {
  std::vector<Transition> transitions;
  std::vector<std::size_t> steps;
};

template <class T>
Period period_of(const ParameterPlane<T>& plane) {
  Period period;
  std::vector<std::uint16_t> seen;
  for (std::int32_t n = 0; n < plane.view().sequence_period; ++n) {
    const std::uint16_t transition = plane.steps()[static_cast<std::size_t>(n)];
    const auto found = std::find(seen.begin(), seen.end(), transition);
    period.steps.push_back(static_cast<std::size_t>(found - seen.begin()));
    if (found != seen.end()) continue;
    seen.push_back(transition);
    period.transitions.push_back(plane.transitions()[transition]);
  }
  return period;
}

/// Registers that the coefficients take: k of every transition, rho where the letter changes.
template <class T>
std::size_t registers_of(const std::vector<Transition>& transitions) {
  const auto changes =
      std::count_if(transitions.begin(), transitions.end(), [](Transition t) { return t.changes_letter(); });
  return (transitions.size() + static_cast<std::size_t>(changes)) * sizeof(T) / sizeof(float);
}

std::string text_of(const std::vector<Transition>& transitions) {
  std::vector<std::string> texts;
  texts.reserve(transitions.size());
  for (const Transition& t : transitions) texts.push_back(fmt::format("{{{}, {}}}", t.from, t.to));
  return fmt::format("{}", fmt::join(texts, ", "));
}

/// The source of a list whose chunks end together with every `cycle_rounds` rounds.
template <class T>
std::string source_of(const PlaneView<T>& view, const Period& period, std::int32_t cycle_rounds) {
  const bool has_transient = view.transient.lead > 0 || view.transient.rounds > 0;
  return fmt::format(
      R"(#pragma once

#include "kernels/host_device.h"
#include "kernels/plane_view.h"

namespace lyap {{

struct StepList {{
  using Scalar = {scalar};
  static constexpr int kPeriod = {period};
  static constexpr int kRoundSteps = {round_steps};
  static constexpr int kCycleRounds = {cycle_rounds};
  static constexpr bool kHasTransient = {has_transient};
  static constexpr int kTransientStart = {transient_start};
  static constexpr int kSumStart = {sum_start};
  static constexpr int kTransitionCount = {transition_count};

  LYAP_INLINE static constexpr Transition transition(int t) {{
    constexpr Transition kTransitions[] = {{{transitions}}};
    return kTransitions[t];
  }}

  LYAP_INLINE static constexpr int step(int n) {{
    constexpr unsigned char kSteps[] = {{{steps}}};
    return kSteps[n];
  }}
}};

}}  // namespace lyap
)",
      fmt::arg("scalar", std::is_same_v<T, float> ? "float" : "double"), fmt::arg("period", view.sequence_period),
      fmt::arg("round_steps", view.round_steps), fmt::arg("cycle_rounds", cycle_rounds),
      fmt::arg("has_transient", has_transient),
      fmt::arg("transient_start", has_transient ? view.transient.lead % view.sequence_period : 0),
      fmt::arg("sum_start", (view.sum_position + view.sum.lead) % view.sequence_period),
      fmt::arg("transition_count", period.transitions.size()), fmt::arg("transitions", text_of(period.transitions)),
      fmt::arg("steps", fmt::join(period.steps, ", ")));
}

}  // namespace

template <class T>
std::optional<StepListSource> make_step_list(const ParameterPlane<T>& plane) {
  // Of the registers of a thread, 64 leave enough for the orbit and for 16 warps to hide the latency of its steps. What
  // is unrolled takes NVRTC up to a hundredth of a second a step.
  constexpr std::size_t kMaxRegisters = 64;
  constexpr std::int32_t kMaxSteps = 448;
  constexpr std::int32_t kMaxStepsOfRound = 224;
  constexpr std::int32_t kChunk = FloatFormat<T>::kStepsPerProduct;
  const PlaneView<T>& view = plane.view();
  const std::int32_t cycle_rounds = kChunk / std::gcd(kChunk, view.round_steps);
  const Period period = period_of(plane);
  const std::int32_t unrolled_steps = cycle_rounds * view.round_steps;
  if (unrolled_steps > kMaxSteps || view.round_steps > kMaxStepsOfRound ||
      registers_of<T>(period.transitions) > kMaxRegisters) {
    return {};
  }
  return StepListSource{source_of(view, period, cycle_rounds), 0.3 + 0.01 * (unrolled_steps + view.round_steps)};
}

template std::optional<StepListSource> make_step_list(const ParameterPlane<float>&);
template std::optional<StepListSource> make_step_list(const ParameterPlane<double>&);

}  // namespace lyap
