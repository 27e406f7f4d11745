#include "host/compute/step_list.h"

#include "kernels/float_format.h"

#include <cstdint>
#include <numeric>
#include <type_traits>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The source of a list whose chunks end together with every `cycle_rounds` rounds.
template <class T>
std::string source_of(const PlaneView<T>& view, std::int32_t cycle_rounds) {
  const bool has_transient = view.transient.lead > 0 || view.transient.rounds > 0;
  return fmt::format(
      R"(#pragma once

namespace lyap {{

struct StepList {{
  using Scalar = {scalar};
  static constexpr int kPeriod = {period};
  static constexpr int kRoundSteps = {round_steps};
  static constexpr int kCycleRounds = {cycle_rounds};
  static constexpr bool kHasTransient = {has_transient};
  static constexpr int kTransientStart = {transient_start};
  static constexpr int kSumStart = {sum_start};
  static constexpr int kFirstStep = {first_step};
}};

}}  // namespace lyap
)",
      fmt::arg("scalar", std::is_same_v<T, float> ? "float" : "double"), fmt::arg("period", view.sequence_period),
      fmt::arg("round_steps", view.round_steps), fmt::arg("cycle_rounds", cycle_rounds),
      fmt::arg("has_transient", has_transient),
      fmt::arg("transient_start", has_transient ? view.transient.lead % view.sequence_period : 0),
      fmt::arg("sum_start", (view.sum_position + 1 + view.sum.lead) % view.sequence_period),
      fmt::arg("first_step", view.sum_position % view.sequence_period));
}

}  // namespace

template <class T>
std::optional<StepListSource> make_step_list(const ParameterPlane<T>& plane) {
  // Of the registers of a thread, 64 for operands leave enough for the orbit and for 16 warps to hide the latency of
  // its steps. What is unrolled takes NVRTC up to a hundredth of a second a step.
  constexpr std::int32_t kMaxRegisters = 64;
  constexpr std::int32_t kMaxSteps = 448;
  constexpr std::int32_t kMaxStepsOfRound = 224;
  constexpr std::int32_t kChunk = FloatFormat<T>::kStepsPerProduct;
  const PlaneView<T>& view = plane.view();
  const std::int32_t cycle_rounds = kChunk / std::gcd(kChunk, view.round_steps);
  const std::int32_t unrolled_steps = cycle_rounds * view.round_steps;
  const auto registers = static_cast<std::int32_t>(view.sequence_period * sizeof(T) / sizeof(float));
  if (view.form != Form::kScaled || registers > kMaxRegisters || unrolled_steps > kMaxSteps ||
      view.round_steps > kMaxStepsOfRound) {
    return {};
  }
  return StepListSource{source_of(view, cycle_rounds), 0.3 + 0.01 * (unrolled_steps + view.round_steps)};
}

template std::optional<StepListSource> make_step_list(const ParameterPlane<float>&);
template std::optional<StepListSource> make_step_list(const ParameterPlane<double>&);

}  // namespace lyap
