#pragma once

#include "host/compute/side_rates.h"
#include "host/spec/pixel_selection.h"
#include "host/spec/render_spec.h"
#include "host/spec/sample_grid.h"
#include "kernels/plane_view.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lyap {

/// The numbers behind a SideView.
template <class T>
struct SideTables {
  std::vector<T> factors;
  std::vector<T> offsets;
  std::vector<T> rate_kinds;
  std::vector<T> mean_logarithms;
};

/// The form that a spec's orbits are computed in: the scaled one, which is the fast one, but for sequences of more than
/// kLongestScaledPeriod letters and where orbits come so near to x = 0 that numbers of this precision no longer tell
/// y = 1 − 2x from 1 well. It depends on nothing else, so that a pixel has the same bits everywhere.
Form choose_form(const RenderSpec& spec, Precision precision);

/// The arrays behind a PlaneView: operands' factors along both sides, and the sequence as a list of slots. All is
/// computed in double, by operations that IEEE 754 defines, and rounded once, so that all backends and all machines
/// read the same numbers; and what there is of a column or a row depends on its rate alone, so that a window that is
/// moved on a lattice of exact rates keeps its exponents. Immutable: any number of threads may use it at the same time.
template <class T>
class ParameterPlane {
 public:
  /// `spec` must be valid. Columns and rows are those of `grid`. Memory is proportional to (columns + rows)·(period +
  /// 1), at most kLongestScaledPeriod + 1.
  explicit ParameterPlane(const RenderSpec& spec, const SampleGrid& grid = {});
  /// Columns and rows are those of the selected pixels; all else is as in the plane of all.
  ParameterPlane(const RenderSpec& spec, const PixelSelection& pixels);

  ParameterPlane(const ParameterPlane&) = delete;
  ParameterPlane& operator=(const ParameterPlane&) = delete;
  ParameterPlane(ParameterPlane&&) = delete;
  ParameterPlane& operator=(ParameterPlane&&) = delete;
  ~ParameterPlane() = default;

  /// Valid as long as the plane lives.
  const PlaneView<T>& view() const { return view_; }

  const SideTables<T>& columns() const { return columns_; }
  const SideTables<T>& rows() const { return rows_; }
  const std::vector<std::uint16_t>& steps() const { return steps_; }
  /// What the tables of both sides take.
  std::size_t bytes() const {
    const auto numbers = [](const SideTables<T>& side) {
      return side.factors.size() + side.offsets.size() + side.rate_kinds.size() + side.mean_logarithms.size();
    };
    return (numbers(columns_) + numbers(rows_)) * sizeof(T);
  }

 private:
  ParameterPlane(const RenderSpec& spec, const PixelRates& rates);

  void tabulate(const RenderSpec& spec, const PixelRates& rates, const LetterWalk& walk);
  void list_steps(const RenderSpec& spec, const LetterWalk& walk);

  SideTables<T> columns_;
  SideTables<T> rows_;
  std::vector<std::uint16_t> steps_;
  PlaneView<T> view_{};
};

extern template class ParameterPlane<float>;
extern template class ParameterPlane<double>;

}  // namespace lyap
