#pragma once

#include "host/spec/render_spec.h"
#include "kernels/plane_view.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lyap {

/// The rates of the letters that vary along one side of the picture (or not at all), as PlaneView describes them.
template <class T>
struct RateTables {
  std::vector<T> half_rates;
  std::vector<T> inverses;
  std::vector<T> smallest;
};

/// The arrays behind a PlaneView: rates per letter along both sides, and the sequence compiled to transitions.
/// Rates are computed in double and rounded to T once, so that all backends read the same numbers. Immutable: any
/// number of threads may use it at the same time.
template <class T>
class ParameterPlane {
 public:
  /// `spec` must be valid. Memory is proportional to (width + height)·letters.
  explicit ParameterPlane(const RenderSpec& spec);

  ParameterPlane(const ParameterPlane&) = delete;
  ParameterPlane& operator=(const ParameterPlane&) = delete;
  ParameterPlane(ParameterPlane&&) = delete;
  ParameterPlane& operator=(ParameterPlane&&) = delete;
  ~ParameterPlane() = default;

  /// Valid as long as the plane lives.
  const PlaneView<T>& view() const { return view_; }

  const RateTables<T>& columns() const { return columns_; }
  const RateTables<T>& rows() const { return rows_; }
  const std::vector<Transition>& transitions() const { return transitions_; }
  const std::vector<std::uint16_t>& steps() const { return steps_; }

 private:
  void tabulate_rates(const RenderSpec& spec);
  void compile_sequence(const RenderSpec& spec);

  /// Distinct letters, in the order of their numbers.
  std::string letters_;
  RateTables<T> columns_;
  RateTables<T> rows_;
  std::vector<Transition> transitions_;
  std::vector<std::uint16_t> steps_;
  PlaneView<T> view_{};
};

extern template class ParameterPlane<float>;
extern template class ParameterPlane<double>;

}  // namespace lyap
